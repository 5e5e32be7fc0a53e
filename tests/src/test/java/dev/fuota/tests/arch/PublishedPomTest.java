package dev.fuota.tests.arch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a project that depends on a module reads of it: what it is, and under which licence. */
class PublishedPomTest {
  private static final Path ROOT = Path.of("..");

  static List<String> modules() throws IOException {
    Matcher modules =
        Pattern.compile("<module>([^<]+)</module>")
            .matcher(Files.readString(ROOT.resolve("pom.xml")));
    List<String> names = modules.results().map(found -> found.group(1)).toList();
    assertThat(names).contains("protocol", "junit");
    return names;
  }

  @ParameterizedTest
  @MethodSource("modules")
  void aModuleSaysWhatItIs(String module) throws IOException {
    String pom = Files.readString(ROOT.resolve(module).resolve("pom.xml"));
    String own = pom.split("</parent>", 2)[1].split("<dependenc|<build>|</project>", 2)[0];
    assertThat(own)
        .containsPattern("<name>[^<]{5,}</name>")
        .containsPattern("<description>[^<]{20,}</description>");
    assertThat(pom).doesNotContain("<licenses>"); // it has its parent's
  }

  @Test
  void theParentHasTheLicenceForAll() throws IOException {
    assertThat(Files.readString(ROOT.resolve("pom.xml"))).contains("<name>Apache-2.0</name>");
  }
}
