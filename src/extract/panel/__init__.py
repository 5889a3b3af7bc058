"""What the articles of a run say together: checked against official values, joined by province, followed in time."""
