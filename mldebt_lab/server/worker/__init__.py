"""What runs in a worker process of the server: reads requests, analyses, and writes answers. It knows no tornado."""
