"""Figures about deals, a module each, every one with its definition and the deals behind it."""
