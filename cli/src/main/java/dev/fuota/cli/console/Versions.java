package dev.fuota.cli.console;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/**
 * Answers {@code --version}: the version, the commit it was built from and that commit's time, and
 * the Java that runs it. The time is not the build's own, so that two builds of one commit are the
 * same octets.
 */
public final class Versions implements IVersionProvider {
  private static final String UNFILLED = "${";

  @Override
  public String[] getVersion() throws IOException {
    Properties build = new Properties();
    try (InputStream in = Versions.class.getResourceAsStream("build.properties")) {
      if (in != null) {
        build.load(in);
      }
    }
    return new String[] {
      "fuota " + known(build, "version", "of unknown version"),
      source(build),
      "Java " + System.getProperty("java.version") + ", " + System.getProperty("java.vm.name")
    };
  }

  /** One line on the sources that a build was made from; Maven fills the properties in. */
  static String source(Properties build) {
    String commit = known(build, "commit", "");
    if (commit.isEmpty()) {
      return "Commit unknown: not built in a clone";
    }
    String line = "Commit " + commit + " of " + known(build, "time", "unknown time");
    return known(build, "dirty", "false").equals("true") ? line + ", and changes since" : line;
  }

  /** What Maven did not fill in is as good as not there. */
  private static String known(Properties build, String key, String otherwise) {
    String value = build.getProperty(key, "");
    return value.isEmpty() || value.startsWith(UNFILLED) ? otherwise : value;
  }
}
