package dev.fuota.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.fleet.scenario.ScenarioFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** What the documents show is so. */
class DocumentTest {
  private static final Path DOCS = Path.of("..", "docs");
  private static final Pattern CLASS = Pattern.compile("(?m)^(?:final )?class (\\w+)");

  @TempDir private Path folder;

  /** The blocks of a language in a document, in their order. */
  private static List<String> blocks(String document, String language) throws IOException {
    String text = Files.readString(DOCS.resolve(document));
    Matcher block = Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```").matcher(text);
    List<String> blocks = new ArrayList<>();
    while (block.find()) {
      blocks.add(block.group(1));
    }
    assertThat(blocks).as(document).isNotEmpty();
    return blocks;
  }

  private static JavaFileObject source(String code) {
    Matcher name = CLASS.matcher(code);
    assertThat(name.find()).as(code).isTrue();
    URI uri = URI.create("string:///" + name.group(1) + ".java");
    return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
      @Override
      public CharSequence getCharContent(boolean ignoreEncodingErrors) {
        return code;
      }
    };
  }

  @Test
  void everySnippetOfTheGuideCompiles() throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    List<String> options =
        List.of(
            "-d",
            folder.toString(),
            "-proc:none",
            "-Xlint:all,-classfile,-path",
            "-classpath",
            System.getProperty("java.class.path"));
    List<JavaFileObject> sources =
        blocks("junit.md", "java").stream().map(DocumentTest::source).toList();
    boolean compiled = compiler.getTask(null, null, found, options, null, sources).call();
    assertThat(compiled).as(found.getDiagnostics().toString()).isTrue();
  }

  @Test
  void theScenarioOfTheGuideIsOne() throws IOException {
    for (String yaml : blocks("junit.md", "yaml")) {
      assertThat(ScenarioFile.read("junit.md", yaml, name -> "").count()).isEqualTo(50);
    }
  }

  @Test
  void theRecipesAreYaml() throws IOException {
    YAMLMapper mapper = new YAMLMapper();
    for (String yaml : blocks("ci.md", "yaml")) {
      assertThat(mapper.readTree(yaml).isContainer()).as(yaml).isTrue();
    }
  }
}
