"""As a reader, I want to borrow up to five items for 30 days each so that I can finish long novels."""

from .system import System

__all__ = ["System"]
