"""The agents of Town boats."""
