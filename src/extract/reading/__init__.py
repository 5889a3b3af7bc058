"""What is printed: mentions, figures and people, each with its span and its rule."""
