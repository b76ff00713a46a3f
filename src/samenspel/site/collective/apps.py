from django.apps import AppConfig


class FrontConfig(AppConfig):
    name = "samenspel.site.collective"
    label = "front"
