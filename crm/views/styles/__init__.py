"""The ttk styles of the window, by family. Only style recipes live here: no widget, no state."""
