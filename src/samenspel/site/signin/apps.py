from django.apps import AppConfig


class SignInConfig(AppConfig):
    name = "samenspel.site.signin"
    label = "signin"
