"""The agents of Lending at a town library, one module each."""
