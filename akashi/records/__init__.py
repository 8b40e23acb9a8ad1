"""THE MEMORY. One Django app: models, migrations, and the questions the doors may ask."""
