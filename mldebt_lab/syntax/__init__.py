"""What one cell says. The only room that parses."""
