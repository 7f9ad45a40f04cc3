"""loopguard."""
