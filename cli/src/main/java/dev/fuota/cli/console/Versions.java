package dev.fuota.cli.console;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** Answers {@code --version}: that of the product and of the Java that runs it. */
public final class Versions implements IVersionProvider {

  @Override
  public String[] getVersion() throws IOException {
    Properties build = new Properties();
    try (InputStream in = Versions.class.getResourceAsStream("build.properties")) {
      if (in != null) {
        build.load(in);
      }
    }
    return new String[] {
      "fuota " + build.getProperty("version", "of unknown version"),
      "Java " + System.getProperty("java.version") + ", " + System.getProperty("java.vm.name")
    };
  }
}
