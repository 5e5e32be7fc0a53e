package dev.fuota.cli.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.cli.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** From a key pair to an image that a device with that key takes, and the ways to go wrong. */
class ImageCommandsTest {
  @TempDir private Path folder;

  @BeforeEach
  void writeProgram() throws IOException {
    Files.write(folder.resolve("app.bin"), new byte[3000]);
  }

  private String at(String name) {
    return folder.resolve(name).toString();
  }

  private Shell image(String command, String... arguments) {
    String[] all = new String[arguments.length + 2];
    all[0] = "image";
    all[1] = command;
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return Shell.run(all);
  }

  private void keygen(String type, String name) {
    Shell shell =
        image("keygen", "--type", type, "-k", at(name + ".pem"), "--public", at(name + ".pub"));
    assertThat(shell.exit()).as(shell.err()).isZero();
  }

  private Shell create(String out, String... more) {
    String[] all = new String[more.length + 5];
    System.arraycopy(
        new String[] {at("app.bin"), "--version", "1.2.3", "-o", at(out)}, 0, all, 0, 5);
    System.arraycopy(more, 0, all, 5, more.length);
    return image("create", all);
  }

  private static List<JsonNode> lines(Shell shell) {
    return shell.out().lines().map(line -> JsonMapper.shared().readTree(line)).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ed25519", "ecdsa-p256", "ecdsa-p384", "rsa-2048"})
  void whatOneKeySignsItsPublicHalfVerifies(String type) {
    keygen(type, "own");
    keygen("ed25519", "other");
    assertThat(create("app.img", "-k", at("own.pem"), "-s", "7").exit()).isZero();

    Shell good = image("verify", at("app.img"), "-k", at("own.pub"), "--security-counter", "7");
    assertThat(good.exit()).isZero();
    assertThat(good.out()).isEqualTo(at("app.img") + ": ok image 1.2.3+0\n");
    assertThat(good.err()).isEmpty();

    Shell other = image("verify", at("app.img"), "-k", at("other.pub"));
    assertThat(other.exit()).isEqualTo(1);
    assertThat(other.out()).contains("refused NO_TRUSTED_SIGNATURE");
    Shell later = image("verify", at("app.img"), "-k", at("own.pub"), "--security-counter", "8");
    assertThat(later.out()).contains("refused SECURITY_COUNTER_TOO_LOW");
  }

  @Test
  void aSecondSignatureLetsDevicesWithEitherKeyTakeIt() {
    keygen("ed25519", "old");
    keygen("ed25519", "new");
    create("app.img", "-k", at("old.pem"));
    Shell sign = image("sign", at("app.img"), "-k", at("new.pem"), "-o", at("both.img"));
    assertThat(sign.exit()).isZero();
    assertThat(image("verify", at("both.img"), "-k", at("old.pub")).exit()).isZero();
    assertThat(image("verify", at("both.img"), "-k", at("new.pub")).exit()).isZero();
    assertThat(image("verify", at("both.img"), "--revoked", at("old.pub")).out())
        .contains("refused REVOKED_KEY");
    image("sign", at("app.img"), "--replace", "-k", at("new.pem"), "-o", at("new.img"));
    assertThat(image("verify", at("new.img"), "-k", at("old.pub")).exit()).isEqualTo(1);
    assertThat(image("verify", at("new.img"), "-k", at("new.pub")).exit()).isZero();
  }

  @Test
  void anEncryptedImageNeedsTheDevicesKey() {
    keygen("ed25519", "own");
    keygen("x25519", "device");
    create(
        "app.img",
        "-k",
        at("own.pem"),
        "--encrypt",
        at("device.pub"),
        "--encrypt-keylen",
        "256",
        "--hmac-sha",
        "512");
    assertThat(image("verify", at("app.img"), "-k", at("own.pub")).out())
        .contains("refused ENCRYPTED");
    Shell opened =
        image("verify", at("app.img"), "-k", at("own.pub"), "--decrypt-key", at("device.pem"));
    assertThat(opened.exit()).isZero();
    assertThat(image("inspect", at("app.img")).out())
        .contains("encrypted with AES-256", "ENC_X25519_SHA512   128");
  }

  @Test
  void inspectSaysOneLineAFileAndMoreOfASingleOne() {
    create("one.img");
    create("two.img", "--compress", "lzma2");
    Shell single = image("inspect", at("one.img"));
    assertThat(single.out().lines())
        .hasSize(2)
        .first()
        .asString()
        .isEqualTo(at("one.img") + ": ok image 1.2.3+0, 3072 octets (header 32, payload 3000)");
    Shell both = image("inspect", at("one.img"), at("two.img"));
    assertThat(both.out().lines()).hasSize(2);
    assertThat(both.out()).contains("compressed with LZMA2");
    assertThat(image("inspect", "-v", at("one.img"), at("two.img")).out()).contains("DECOMP_SIZE");
    assertThat(Shell.onTerminal(Map.of(), "image", "inspect", at("one.img")).out())
        .contains("\u001b[32mok");
  }

  @ParameterizedTest
  @ValueSource(strings = {"inspect", "verify"})
  void aFileThatCannotBeReadDoesNotKeepTheOthersFromTheirTurn(String command) throws IOException {
    create("app.img");
    Files.writeString(folder.resolve("no.img"), "nothing");
    Shell shell = image(command, "--json", at("none"), at("no.img"), at("app.img"));
    assertThat(shell.exit()).isEqualTo(2);
    List<JsonNode> lines = lines(shell);
    assertThat(lines)
        .extracting(line -> line.get("ok").asBoolean())
        .containsExactly(false, false, true);
    assertThat(lines.get(1).get("error").get("code").asString()).isEqualTo("MALFORMED");
    assertThat(lines.get(2).get("version").asString()).isEqualTo("1.2.3+0");
    assertThat(shell.err()).contains("there is no file " + at("none"));
    assertThat(image(command, at("no.img"), at("app.img")).exit()).isEqualTo(1);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "--encrypt-keylen, 130, '--encrypt-keylen is 128 or 256, not 130'",
    "--hmac-sha, 384, '--hmac-sha is 256 or 512, not 384'",
    "--header-size, 10, '--header-size is 32 to 65535, not 10'",
    "--header-size, 65536, '--header-size is 32 to 65535, not 65536'",
    "--sha, 1, '--sha is 256, 384 or 512, not 1'",
    "--custom-tlv, 0x10=a, vendor TLV",
    "--dependency, x, '--dependency is such as 1,1.2.3'",
    "--class-id, 12, --class-id takes a UUID",
    "--version, 1.2.300000, a version is such as",
    "--slot-size, 100, slot of 100 octets"
  })
  void valuesThatMakeNoImageAreExplained(String option, String value, String sentence) {
    Shell shell =
        option.equals("--version")
            ? image("create", at("app.bin"), "--version", value, "-o", at("app.img"))
            : create("app.img", option, value);
    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.err()).contains(sentence).doesNotContain("Exception");
    assertThat(folder.resolve("app.img")).doesNotExist();
  }

  @Test
  void keysAreNeverOverwritten() throws IOException {
    keygen("ed25519", "own");
    String key = Files.readString(folder.resolve("own.pem"));
    assertThat(image("keygen", "--type", "ed25519", "-k", at("own.pem")).err())
        .contains("is there already");
    assertThat(create("own.pem", "-k", at("own.pem")).err()).contains("is the key");
    create("app.img");
    assertThat(image("sign", at("app.img"), "-k", at("own.pem"), "-o", at("own.pem")).exit())
        .isEqualTo(2);
    assertThat(Files.readString(folder.resolve("own.pem"))).isEqualTo(key);
    assertThat(create("app.img").exit()).as("an image is made anew").isZero();
  }

  @Test
  void publishedTestKeysAreWarnedOf() throws IOException {
    // The public key of the known answers' ed25519_a.
    Files.writeString(
        folder.resolve("published.pub"),
        """
        -----BEGIN PUBLIC KEY-----
        MCowBQYDK2VwAyEA2PpKPcqAOIKQhGIrsfyS1LNXnL4Cy/u3qg8F7NB2ZyE=
        -----END PUBLIC KEY-----
        """);
    create("app.img");
    Shell shell = image("verify", "--json", at("app.img"), "-k", at("published.pub"));
    assertThat(shell.err()).contains("warning", "published test key");
    keygen("ed25519", "own");
    assertThat(image("verify", at("app.img"), "-k", at("own.pub")).err()).isEmpty();
  }
}
