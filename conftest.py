"""What pytest loads for every test, wherever it is started: the plugin that lets no window test be skipped."""

pytest_plugins = ["tests.display"]
