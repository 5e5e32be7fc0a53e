package dev.fuota.cli.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.cli.Shell;
import dev.fuota.conformance.device.SampleFirmware;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.expand.Expander;
import dev.fuota.protocol.expand.Expansion;
import dev.fuota.protocol.expand.InPlace;
import dev.fuota.protocol.expand.PackageKind;
import dev.fuota.protocol.expand.Patches;
import dev.fuota.protocol.expand.Payload.Packaged;
import dev.fuota.protocol.expand.RamBudget;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImageBuilder;
import dev.fuota.protocol.image.ImagePolicy;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.ImageVerifier;
import dev.fuota.protocol.image.ImageVersion;
import dev.fuota.protocol.image.SigningKey;
import dev.fuota.protocol.image.TrustedKeys;
import dev.fuota.protocol.image.Verdict.Accepted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code fuota image delta}. */
class ImageDeltaCommandTest {
  private static final int RAM = 4 << 20;
  private static final String PEM =
      """
      -----BEGIN PRIVATE KEY-----
      MC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f
      -----END PRIVATE KEY-----
      """;
  private static final SigningKey KEY = SigningKey.fromPem(PEM).value().orElseThrow();

  @TempDir private Path folder;
  private Path old = Path.of("");
  private Path fresh = Path.of("");
  private Path key = Path.of("");
  private Path out = Path.of("");

  @BeforeEach
  void writeImages() throws IOException {
    byte[] code = new byte[5000];
    new Random(1).nextBytes(code);
    old = file("old.img", image(code, 1));
    code[100]++;
    code[4000]++;
    fresh = file("new.img", image(code, 2));
    key = Files.writeString(folder.resolve("key.pem"), PEM);
    out = folder.resolve("out.patch");
  }

  private static Bytes image(byte[] code, int major) {
    return ImageBuilder.of(Bytes.of(code.clone()), new ImageVersion(major, 0, 0, 0)).sign(KEY);
  }

  private Path file(String name, Bytes octets) throws IOException {
    return Files.write(folder.resolve(name), octets.toArray());
  }

  private static ImageSource source(Path file) throws IOException {
    return ImageSource.of(Files.readAllBytes(file));
  }

  private Shell delta(String... more) {
    return Shell.run(
        Stream.of(
                Stream.of("image", "delta", old.toString(), fresh.toString()),
                Stream.of("--out", out.toString()),
                Stream.of(more))
            .flatMap(words -> words)
            .toArray(String[]::new));
  }

  private Bytes applied(String format) throws IOException {
    ImageSource patch = source(out);
    RamBudget budget = new RamBudget(RAM);
    Expander expander =
        format.equals("bsdiff40")
            ? Patches.bsdiff40(patch, source(old), RAM, budget)
            : Patches.detools(patch, source(old), RAM, budget);
    byte[] made = new byte[10_000];
    return Bytes.of(made, 0, expander.read(made, 0, made.length));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "detools-none",
        "detools-crle",
        "detools-heatshrink",
        "detools-lzma",
        "detools-bz2",
        "detools-inplace",
        "detools-inplace-none",
        "detools-inplace-crle",
        "detools-inplace-heatshrink",
        "detools-inplace-lzma",
        "detools-inplace-bz2",
        "bsdiff40",
        "DETOOLS-CRLE"
      })
  void everyFormatMakesAPatchThatGivesTheNewImage(String format) throws IOException {
    Shell shell = delta("--format", format, "--segment-size", "1024");

    assertThat(shell.exit()).as(shell.err()).isZero();
    assertThat(shell.out())
        .contains("old " + Files.size(old) + " octets, new " + Files.size(fresh))
        .contains("patch " + Files.size(out))
        .contains("out.patch: applied once, the result is NEW");
    assertThat(applied(format)).isEqualTo(Bytes.of(Files.readAllBytes(fresh)));
  }

  @Test
  void inPlaceTheMemoryIsWhatWasAskedFor() throws IOException {
    Shell shell =
        delta(
            "--format=detools-inplace",
            "--memory-size=16384",
            "--segment-size=2048",
            "--shift-size=6144");

    assertThat(shell.exit()).as(shell.err()).isZero();
    int octets = (int) Files.size(old);
    assertThat(Patches.inPlace(source(out)).value())
        .contains(new InPlace(16384, 2048, 6144, octets, (int) Files.size(fresh)));
  }

  @Test
  void aKeyMakesAPackageThatADeviceTurnsIntoTheNewImage() throws IOException {
    Shell shell = delta("--key", key.toString(), "--json");

    assertThat(shell.exit()).as(shell.err()).isZero();
    ImagePolicy policy = ImagePolicy.of(TrustedKeys.of(KEY.publicKey()), RAM);
    ImageSource update = source(out);
    Accepted accepted = (Accepted) ImageVerifier.verify(update, policy.withPackages(true));
    Expansion expansion = Expansion.of(accepted.image(), update).value().orElseThrow();
    assertThat(((Packaged) expansion.payload()).kind()).isEqualTo(PackageKind.DETOOLS);
    Image result = ((Accepted) expansion.prove(source(old), policy, new RamBudget(512))).image();
    assertThat(result.version()).isEqualTo(new ImageVersion(2, 0, 0, 0));
    assertThat(accepted.image().version()).isEqualTo(result.version());
    JsonNode json = shell.json();
    assertThat(json.get("ok").asBoolean()).isTrue();
    assertThat(json.get("kind").asString()).isEqualTo("DETOOLS");
    assertThat(json.get("parameter").asInt()).isEqualTo(4);
    assertThat(json.get("fileOctets").asLong()).isEqualTo(Files.size(out));
    assertThat(json.get("newOctets").asLong()).isEqualTo(Files.size(fresh));
    assertThat(json.get("expandRamOctets").asInt()).isBetween(256, 512);
  }

  @Test
  void aWholeImageIsCompressed() throws IOException {
    Shell shell =
        Shell.run(
            "image",
            "delta",
            "--full",
            fresh.toString(),
            "--format",
            "heatshrink-w10l4",
            "--out",
            out.toString());

    assertThat(shell.exit()).as(shell.err()).isZero();
    byte[] made = new byte[10_000];
    int count =
        Patches.heatshrink(source(out), 10, 4, RAM, new RamBudget(RAM)).read(made, 0, made.length);
    assertThat(Bytes.of(made, 0, count)).isEqualTo(Bytes.of(Files.readAllBytes(fresh)));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "--format=heatshrink-w8l4 | --full",
        "--full | --full takes one image",
        "--format=detools-inplace --memory-size=5000 | --memory-size",
        "--format=detools-inplace --memory-size=4096 | --memory-size",
        "--format=detools-inplace --memory-size=-1 | --memory-size",
        "--format=detools-inplace --segment-size=0 | --segment-size",
        "--format=detools-inplace --shift-size=1 | --shift-size",
        "--format=detools-inplace --memory-size=8192 --shift-size=12288 | memory of 8192"
      })
  void whatDoesNotFitTogetherIsSaid(String options, String said) {
    Shell shell = delta(options.strip().split(" "));

    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.err()).contains(said.strip());
    assertThat(out).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"xdelta", "detools-zstd", "detools-", "heatshrink-w16l4", "heatshrink-w4l4", ""})
  void otherFormatsAreNotKnown(String format) {
    Shell shell = delta("--format", format);

    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.err()).contains("detools-none|crle|heatshrink|lzma|bz2");
  }

  @Test
  void anImageThatIsReadIsNeverOverwritten() throws IOException {
    byte[] before = Files.readAllBytes(fresh);
    out = folder.resolve("x").resolve("..").resolve("new.img");

    Shell shell = delta();

    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.err()).contains("would overwrite an image that is read");
    assertThat(Files.readAllBytes(fresh)).isEqualTo(before);
  }

  @Test
  void aPackageIsMadeOfImagesAlone() throws IOException {
    fresh = file("text", Bytes.of(new byte[500]));
    Shell noImage = delta("--key", key.toString());
    assertThat(noImage.exit()).isEqualTo(2);
    assertThat(noImage.err()).contains("a package is about two images");
    assertThat(delta().exit()).as("a bare patch is made of anything").isZero();

    Bytes filled = SampleFirmware.good(new ImageVersion(3, 0, 0, 0)).concat(Bytes.fromHex("ffff"));
    fresh = file("filled", filled);
    Shell trailing = delta("--key", key.toString());
    assertThat(trailing.exit()).isEqualTo(2);
    assertThat(trailing.err()).contains("cut off the rest");

    Shell badKey = delta("--key", old.toString());
    assertThat(badKey.exit()).isEqualTo(2);
    assertThat(badKey.err()).contains("there is no PEM block").contains("old.img");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    old = folder.resolve("nothing.img");

    Shell shell = delta();

    assertThat(shell.exit()).isEqualTo(2);
    assertThat(shell.err()).contains("nothing.img");
  }
}
