import factory

from klappt.accounts.models import User

PASSWORD = "Drei-Birnen-im-Regen"


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    name = factory.Sequence("Person {}".format)
    email = factory.Sequence("person{}@example.org".format)
    password = factory.django.Password(PASSWORD)
