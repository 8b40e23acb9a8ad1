"""The directory of obligees (発注者名簿): each body's rules as one document."""

from django.db import models


class Obligee(models.Model):
    """One public body; `document` is the product's own directory format."""

    id = models.SlugField(primary_key=True, max_length=80)
    name = models.CharField(max_length=200)
    pref = models.CharField(max_length=20, blank=True)
    name_only = models.BooleanField()
    """Only known to have started; none of its rules was read."""
    search = models.TextField()
    """Folded name, prefecture and id, for searching only."""
    document = models.JSONField()
    updated_at = models.DateTimeField()
