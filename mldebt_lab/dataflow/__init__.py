"""What the cells say together: order, definitions and uses, values, random draws, files."""
