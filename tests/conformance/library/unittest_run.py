# unittest: a run with passes, failures, errors, skips, subtests; assertion messages; mocks
import io
import re
import sys
import unittest
from unittest import mock


class Basics(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.shared = ["class"]

    def setUp(self):
        self.items = [1, 2]
        self.addCleanup(self.shared.append, "cleanup")

    def test_pass(self):
        self.assertEqual(self.items, [1, 2])
        self.assertTrue(1)
        self.assertIn(1, self.items)
        self.assertIsNone(None)
        self.assertAlmostEqual(0.1 + 0.2, 0.3)
        self.assertCountEqual([3, 1, 2], [1, 2, 3])
        self.assertRegex("abc", "b")
        with self.assertRaises(ZeroDivisionError) as cm:
            1 / 0
        self.assertIsInstance(cm.exception, ArithmeticError)
        with self.assertRaisesRegex(ValueError, "invalid literal"):
            int("x")

    def test_fail(self):
        self.assertEqual([1, 2, 3], [1, 2, 4], "custom message")

    def test_error(self):
        {}["missing"]

    @unittest.skip("not today")
    def test_skip(self):
        pass

    @unittest.expectedFailure
    def test_expected(self):
        self.fail("on purpose")

    @unittest.expectedFailure
    def test_unexpected(self):
        pass

    def test_subtests(self):
        for i in range(4):
            with self.subTest(i=i):
                self.assertNotEqual(i % 2, 1)

    @unittest.skipIf(sys.maxsize > 0, "always")
    def test_skip_if(self):
        pass


stream = io.StringIO()
suite = unittest.defaultTestLoader.loadTestsFromTestCase(Basics)
result = unittest.TextTestRunner(stream, verbosity=2).run(suite)
text = re.sub(r"in \d+\.\d+s", "in 0s", stream.getvalue())
text = re.sub(r'File ".*?([^/"]+)"', r'File "\1"', text)
print("\n".join(line for line in text.split("\n")))
print(result.testsRun, len(result.failures), len(result.errors), len(result.skipped), len(result.expectedFailures), len(result.unexpectedSuccesses), result.wasSuccessful(), suite.countTestCases(), Basics.shared.count("cleanup"))
t = unittest.TestCase()
t.maxDiff = None
for name, args in [("assertEqual", (1, 2)), ("assertEqual", ("a\nb\n", "a\nc\n")), ("assertEqual", ({"a": 1}, {"a": 2})), ("assertEqual", ({1, 2}, {2, 3})), ("assertEqual", ((1,), (1, 2))), ("assertTrue", (0,)), ("assertFalse", ("x",)), ("assertIs", (1, "1")), ("assertIsNot", (None, None)), ("assertIsNone", (5,)), ("assertIn", (1, [2])), ("assertNotIn", (1, [1])),
                   ("assertIsInstance", (1, str)), ("assertGreater", (1, 2)), ("assertLessEqual", (3, 2)), ("assertAlmostEqual", (1, 1.1)), ("assertNotAlmostEqual", (1, 1.00000001)), ("assertRegex", ("abc", "x")), ("assertNotRegex", ("abc", "b")), ("assertCountEqual", ([1, 1], [1, 2])), ("assertRaises", (ValueError, lambda: None)), ("assertSequenceEqual", ([1], (2,))), ("assertMultiLineEqual", ("a", "b")), ("assertListEqual", ([1], (1,)))]:
    try:
        getattr(t, name)(*args)
        print(name, "passed")
    except AssertionError as e:
        print(name, str(e))
with t.assertLogs("lg", "INFO") as logs:
    __import__("logging").getLogger("lg").warning("careful")
print(logs.output)
with t.assertWarns(UserWarning) as w:
    __import__("warnings").warn("look")
print(w.warning)
m = mock.Mock(return_value=3)
print(m(1, k=2), m.called, m.call_count, m.call_args, m.mock_calls, m.attr.sub(5) is m.attr.sub.return_value, m.method_calls)
try:
    m.assert_called_with(9)
except AssertionError as e:
    print(e)
m.side_effect = [1, ValueError("side")]
print(m())
try:
    m()
except ValueError as e:
    print(e)
with mock.patch("os.getcwd", return_value="/patched") as cwd, mock.patch.dict("os.environ", {"MOCKED": "1"}):
    import os
    print(os.getcwd(), os.environ["MOCKED"], cwd.call_count)
mm = mock.MagicMock()
mm.__len__.return_value = 7
mm.__getitem__.side_effect = lambda k: k * 2
print(len(mm), mm["ab"], mock.call(1, a=2), mock.ANY == 5, mock.sentinel.thing, mock.create_autospec(lambda a, b: 0)(1, 2) is not None, "MOCKED" in os.environ)
