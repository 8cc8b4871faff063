"""The figures on the cards of a dashboard, a module each."""
