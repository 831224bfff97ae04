"""A notebook's report as HTML: parts, which a page and the widget put together. Nothing outside is asked for."""
