import json

from dogbreed.inference.identify import unreadable
from dogbreed.ui.identify.downloads import as_json


def test_json_is_the_array_of_the_command_line():
    answers = [unreadable("a.jpg", "This file is empty."), unreadable("b.jpg", "This file is empty.")]
    assert json.loads(as_json(answers)) == [answer.record() for answer in answers]
