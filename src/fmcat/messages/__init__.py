"""The texts of the interface: labels in both languages, and sentences, written in English and translated by a table."""

from fmcat.messages.labels import LANGUAGES as LANGUAGES
from fmcat.messages.labels import MESSAGES as MESSAGES
from fmcat.messages.labels import VOCABULARY_LABELS as VOCABULARY_LABELS
from fmcat.messages.labels import chosen_language as chosen_language
from fmcat.messages.labels import counted as counted
from fmcat.messages.labels import message as message
from fmcat.messages.labels import vocabulary_label as vocabulary_label
from fmcat.messages.sentence import Sentence as Sentence
from fmcat.messages.sentence import joined as joined
from fmcat.messages.sentence import reason as reason
from fmcat.messages.sentence import say as say
from fmcat.messages.sentence import spoken as spoken
