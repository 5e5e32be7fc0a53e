package dev.fuota.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Results in the XML that JUnit's runners write and CI servers read: a {@code testsuites} element
 * with suites, each with its cases.
 */
public final class JunitXml {
  private JunitXml() {}

  /**
   * One suite.
   *
   * @param properties what holds for all cases, in their order
   * @param cases in the order of the file
   */
  public record Suite(String name, Map<String, String> properties, List<Case> cases) {
    public Suite {
      cases = List.copyOf(cases);
    }

    /** A suite without properties. */
    public Suite(String name, List<Case> cases) {
      this(name, Map.of(), cases);
    }

    long failures() {
      return cases.stream().filter(test -> test.failure().isPresent()).count();
    }
  }

  /**
   * One case.
   *
   * @param seconds how long it took, 0 where nobody measured
   * @param properties figures, in their order
   * @param failure empty if it passed
   */
  public record Case(
      String className,
      String name,
      double seconds,
      Map<String, String> properties,
      Optional<Failure> failure) {}

  /**
   * Why a case failed.
   *
   * @param message one line
   * @param type a stable name of the kind of failure
   * @param details lines
   */
  public record Failure(String message, String type, String details) {}

  /** The document. */
  public static String of(String name, List<Suite> suites) {
    Markup out = new Markup().raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.add(
        "<testsuites name=\"%s\" tests=\"%s\" failures=\"%s\">\n",
        clean(name),
        suites.stream().mapToLong(suite -> suite.cases().size()).sum(),
        suites.stream().mapToLong(Suite::failures).sum());
    suites.forEach(suite -> suite(out, suite));
    return out.raw("</testsuites>\n").toString();
  }

  private static void suite(Markup out, Suite suite) {
    out.add(
        "  <testsuite name=\"%s\" tests=\"%s\" failures=\"%s\" errors=\"0\" skipped=\"0\""
            + " time=\"%s\">\n",
        clean(suite.name()),
        suite.cases().size(),
        suite.failures(),
        seconds(suite.cases().stream().mapToDouble(Case::seconds).sum()));
    properties(out, "    ", suite.properties());
    suite.cases().forEach(test -> testCase(out, test));
    out.raw("  </testsuite>\n");
  }

  private static void testCase(Markup out, Case test) {
    out.add(
        "    <testcase classname=\"%s\" name=\"%s\" time=\"%s\">\n",
        clean(test.className()), clean(test.name()), seconds(test.seconds()));
    properties(out, "      ", test.properties());
    test.failure()
        .ifPresent(
            failure ->
                out.add(
                    "      <failure message=\"%s\" type=\"%s\">%s</failure>\n",
                    clean(failure.message()), clean(failure.type()), clean(failure.details())));
    out.raw("    </testcase>\n");
  }

  private static void properties(Markup out, String indent, Map<String, String> properties) {
    if (properties.isEmpty()) {
      return;
    }
    out.raw(indent).raw("<properties>\n");
    properties.forEach(
        (name, value) ->
            out.raw(indent)
                .add("  <property name=\"%s\" value=\"%s\"/>\n", clean(name), clean(value)));
    out.raw(indent).raw("</properties>\n");
  }

  private static String seconds(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  /** Without the characters that XML cannot carry at all. */
  private static String clean(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    text.codePoints().map(c -> allowed(c) ? c : '?').forEach(kept::appendCodePoint);
    return kept.toString();
  }

  private static boolean allowed(int c) {
    boolean control = c < 0x20 && c != '\t' && c != '\n' && c != '\r';
    return !control && !(c >= 0xd800 && c <= 0xdfff) && c != 0xfffe && c != 0xffff;
  }
}
