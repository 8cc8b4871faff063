"""What each kind of business begins with: the six industry templates. Applying them is controllers/templates.py's."""
