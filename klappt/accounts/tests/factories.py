import json

import factory
from allauth.mfa.models import Authenticator
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import sha256, websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

from klappt.accounts.models import User

PASSWORD = "Drei-Birnen-im-Regen"


class UserFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = User
        skip_postgeneration_save = True

    name = factory.Sequence("Person {:04d}".format)
    email = factory.Sequence("person{}@example.org".format)
    password = factory.django.Password(PASSWORD)


def a_passkey(user: User, name: str = "Laptop") -> Authenticator:
    """A passkey as a browser would have registered it; nobody holds its private key."""
    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    number = b"passkey-of-a-test"
    attested = AttestedCredentialData.create(Aaguid.NONE, number, key)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    read = AuthenticatorData.create(sha256(b"testserver"), flags, 0, attested)
    answer = AttestationObject.create("none", read, {})
    client = {"type": "webauthn.create", "challenge": "", "origin": "http://testserver"}
    credential = {
        "id": websafe_encode(number),
        "rawId": websafe_encode(number),
        "type": "public-key",
        "clientExtensionResults": {"credProps": {"rk": True}},
        "response": {
            "attestationObject": websafe_encode(answer),
            "clientDataJSON": websafe_encode(json.dumps(client).encode()),
        },
    }
    return Authenticator.objects.create(
        user=user, type=Authenticator.Type.WEBAUTHN, data={"name": name, "credential": credential}
    )
