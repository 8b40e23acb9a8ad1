"""Counter rows (採番): the next serial, taken under a lock inside the user's own transaction."""

from django.db import models


class Counter(models.Model):
    """The last serial given out under a name such as `guarantee/MH/2026`."""

    name = models.CharField(max_length=80, primary_key=True)
    value = models.BigIntegerField()
