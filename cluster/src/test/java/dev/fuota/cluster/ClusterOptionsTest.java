package dev.fuota.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.cli.console.Exit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterOptionsTest {

  @ParameterizedTest(name = "{1} {2}: {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "would be let in|--listen|0.0.0.0:7001",
        "would be let in|--listen|192.0.2.1:7001",
        "would be let in|--listen|[2001:db8::1]:7001",
        "is such as|--listen|7001",
        "is such as|--join|localhost:70000",
        "is such as|--join|[::1:7001",
        "not within 1..1000|--threads|0",
        "go together|--key-file|x.p12",
        "Unknown option|--nonsense|x"
      })
  @DisplayName("what is wrong is named before anything listens")
  void namesWhatIsWrong(String sentence, String option, String value) {
    Shell shell = Shell.run("node", option, value);
    assertThat(shell.exit()).isEqualTo(Exit.USAGE);
    assertThat(shell.err()).contains(sentence).startsWith("fuota-cluster: ");
    assertThat(shell.out()).isEmpty();
  }

  @Test
  void keysThatAreNone(@TempDir Path folder) throws IOException {
    Path key = Files.writeString(folder.resolve("key.p12"), "no key");
    Path password = Files.writeString(folder.resolve("password"), "secret\n");
    Shell shell =
        Shell.run("node", "--key-file", key.toString(), "--key-password-file", password.toString());
    assertThat(shell.exit()).isEqualTo(Exit.USAGE);
    assertThat(shell.err()).contains("no PKCS #12 file").doesNotContain("secret");
  }

  @Test
  void aRunNeedsNodes(@TempDir Path folder) {
    Shell shell = Shell.run("run", folder.resolve("none.yaml").toString(), "--json");
    assertThat(shell.exit()).isEqualTo(Exit.USAGE);
    assertThat(shell.out()).contains("\"code\" : \"NO_NODES\"");
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:7001, 127.0.0.1, 7001, true",
    "[::1]:0, ::1, 0, true",
    "192.0.2.7:65535, 192.0.2.7, 65535, false"
  })
  void endpoints(String text, String host, int port, boolean loopback) {
    Endpoint endpoint = Endpoint.parse(text).orElseThrow();
    assertThat(endpoint).isEqualTo(new Endpoint(host, port)).hasToString(text);
    assertThat(endpoint.isLoopback()).isEqualTo(loopback);
  }
}
