"""What the panel says while someone works: sessions played step by step, as the browser tells the server of them."""
