// The shape every unit test has; also shows that the test programs are built as C++20.

#include <QtTest/QtTest>

class ConventionTest : public QObject {
    Q_OBJECT

private slots:
    void compiles_as_cpp20() { QVERIFY(__cplusplus >= 202002L); }
};

QTEST_APPLESS_MAIN(ConventionTest)
#include "convention_test.moc"
