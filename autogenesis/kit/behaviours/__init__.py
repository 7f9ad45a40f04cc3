"""Behaviours that operations may call on besides rules; each is a module, copied where it is used."""
