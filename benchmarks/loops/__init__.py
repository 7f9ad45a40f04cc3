"""Labelled windows of messages between agents: loops, and productive work that looks like them."""
