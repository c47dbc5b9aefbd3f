"""See backend/translations/__init__.py."""

from backend import translations

translations.update()
missing = [message.id for message in translations.german() if message.id and not message.string]
for phrase in missing:
    print("not yet in German:", phrase)
