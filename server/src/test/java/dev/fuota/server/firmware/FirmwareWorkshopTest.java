package dev.fuota.server.firmware;

import static dev.fuota.server.firmware.Samples.ED25519;
import static dev.fuota.server.firmware.Samples.P256;
import static dev.fuota.server.firmware.Samples.able;
import static dev.fuota.server.firmware.Samples.device;
import static dev.fuota.server.firmware.Samples.image;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.Image;
import dev.fuota.protocol.image.ImageBuilder;
import dev.fuota.protocol.image.ImagePolicy;
import dev.fuota.protocol.image.ImageSource;
import dev.fuota.protocol.image.ImageVerifier;
import dev.fuota.protocol.image.SigningKey;
import dev.fuota.protocol.image.TrustedKeys;
import dev.fuota.server.firmware.Crafted.Forms;
import dev.fuota.server.firmware.Crafted.Reason;
import dev.fuota.server.firmware.Crafted.Unusable;
import dev.fuota.server.firmware.FirmwareWorkshop.Program;
import dev.fuota.server.port.DeviceId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class FirmwareWorkshopTest {
  private static final int RAM = 16 * 1024;

  private final FirmwareWorkshop workshop = workshop(1);

  private static FirmwareWorkshop workshop(int... bases) {
    FirmwareWorkshop workshop = new FirmwareWorkshop(Optional.of(ED25519));
    for (int base : bases) {
      assertThat(workshop.addBase(image(base))).isEmpty();
    }
    return workshop;
  }

  private Forms forms(FormPolicy policy, Candidate... devices) {
    Crafted crafted = workshop.forms(image(2), List.of(devices), policy);
    assertThat(crafted).isInstanceOf(Forms.class);
    return (Forms) crafted;
  }

  @Test
  @DisplayName("each device gets the smallest form that it can take, and that becomes the image")
  void smallestForEach() {
    Candidate whole = device(1, 1, Abilities.wholeImages(Samples.SLOT));
    Candidate runsBase = device(2, 1, able());
    Candidate runsAnother = device(3, 0, able());
    Forms forms = forms(FormPolicy.AUTO, whole, runsBase, runsAnother);

    assertThat(forms.refused()).isEmpty();
    assertThat(forms.forms())
        .extracting(form -> form.devices().get(0).eui())
        .containsExactly(1L, 2L, 3L);
    Form full = forms.forms().get(0);
    Form delta = forms.forms().get(1);
    Form compressed = forms.forms().get(2);
    assertThat(full.file()).isEqualTo(image(2));
    assertThat(delta.name()).startsWith("delta from 1.0.0 (detools-");
    assertThat(compressed.name()).startsWith("compressed (");
    assertThat(delta.file().length()).isLessThan(compressed.file().length() / 4);
    assertThat(compressed.file().length()).isLessThan(full.file().length());
    assertThat(Samples.expanded(delta.file(), image(1), RAM)).isEqualTo(image(2));
    assertThat(Samples.expanded(compressed.file(), Bytes.EMPTY, RAM)).isEqualTo(image(2));
    assertThat(forms.forms()).allMatch(form -> form.fwVersion() == 0x02000000L);
  }

  @Test
  @DisplayName("(TR-01) a delta goes to devices that run exactly its base, others are refused")
  void deltasNeedTheirBase() {
    Forms forms =
        forms(
            FormPolicy.DELTA,
            device(1, 1, able()),
            device(2, 0, able()),
            running(3, OptionalLong.empty(), Optional.empty()),
            running(4, OptionalLong.of(0x01000000), Optional.of(digest(image(1)))),
            running(5, OptionalLong.of(0x01000000), Optional.of(digest(image(3)))),
            running(6, OptionalLong.empty(), Optional.of(digest(image(3)))));
    assertThat(forms.forms()).hasSize(1);
    assertThat(forms.forms().get(0).devices()).containsExactly(new DeviceId(1), new DeviceId(4));
    assertThat(forms.refused())
        .extracting(refusal -> refusal.device().eui() + " " + refusal.code())
        .containsExactly("2 BASE_UNKNOWN", "3 BASE_UNKNOWN", "5 BASE_MISMATCH", "6 BASE_UNKNOWN");
  }

  private static Candidate running(long id, OptionalLong version, Optional<Bytes> digest) {
    return new Candidate(new DeviceId(id), version, digest, Optional.of(Samples.HARDWARE), able());
  }

  private static Bytes digest(Bytes image) {
    ImageSource source = ImageSource.of(image);
    return Image.parse(source).value().orElseThrow().sha256Of(source);
  }

  @Test
  @DisplayName("(TR-01) a version is no base where two images have it, unless the device says more")
  void sameVersionOfTwoBuilds() {
    Bytes otherBuild = Samples.builder(1).requiredVersion(Samples.version(0)).sign(ED25519);
    workshop.addBase(otherBuild);
    Forms forms =
        forms(
            FormPolicy.DELTA,
            device(1, 1, able()),
            running(2, OptionalLong.of(0x01000000), Optional.of(digest(otherBuild))));
    assertThat(forms.refused())
        .extracting(Refusal::code)
        .containsExactly(Refusal.Code.BASE_MISMATCH);
    Bytes file = forms.forms().get(0).file();
    assertThat(Samples.expanded(file, otherBuild, RAM)).isEqualTo(image(2));
  }

  @Test
  void theBaseIsThatOfTheDevicesHardware() {
    FirmwareWorkshop mixed = workshop();
    mixed.addBase(
        ImageBuilder.of(Bytes.of(Samples.program(20_000, 9)), Samples.version(1))
            .classId(Samples.OTHER_HARDWARE)
            .sign(ED25519));
    mixed.addBase(image(1));
    Forms forms = (Forms) mixed.forms(image(2), List.of(device(1, 1, able())), FormPolicy.DELTA);
    assertThat(Samples.expanded(forms.forms().get(0).file(), image(1), RAM)).isEqualTo(image(2));
  }

  static Stream<Object[]> refusals() {
    Bytes required = Samples.builder(3).requiredVersion(Samples.version(2)).sign(ED25519);
    Abilities plain = Abilities.wholeImages(Samples.SLOT);
    Abilities tight = Abilities.wholeImages(image(2).length() - 1);
    Candidate other =
        new Candidate(
            new DeviceId(1),
            OptionalLong.of(1),
            Optional.empty(),
            Optional.of(Samples.OTHER_HARDWARE),
            able());
    return Stream.of(
        new Object[] {Refusal.Code.WRONG_HARDWARE, image(2), FormPolicy.AUTO, other},
        new Object[] {Refusal.Code.TOO_LARGE, image(2), FormPolicy.FULL, device(1, 1, tight)},
        new Object[] {Refusal.Code.TOO_LARGE, image(2), FormPolicy.AUTO, device(1, 1, tight)},
        new Object[] {Refusal.Code.OLDER_VERSION, image(2), FormPolicy.AUTO, device(1, 3, able())},
        new Object[] {Refusal.Code.SAME_VERSION, image(2), FormPolicy.AUTO, device(1, 2, able())},
        new Object[] {
          Refusal.Code.NEEDS_OTHER_VERSION, required, FormPolicy.AUTO, device(1, 1, able())
        },
        new Object[] {
          Refusal.Code.NO_DELTA_SUPPORT, image(2), FormPolicy.DELTA, device(1, 1, plain)
        },
        new Object[] {
          Refusal.Code.NO_DELTA_SUPPORT,
          image(2),
          FormPolicy.DELTA,
          device(1, 1, able(Installer.TWO_SLOTS, 100))
        },
        new Object[] {
          Refusal.Code.NO_COMPRESSION_SUPPORT, image(2), FormPolicy.COMPRESSED, device(1, 1, plain)
        });
  }

  @ParameterizedTest(name = "{0}, {2}")
  @MethodSource("refusals")
  @DisplayName("(TR-02) a device that cannot take the image is refused by name")
  void refusesByName(Refusal.Code code, Bytes image, FormPolicy policy, Candidate device) {
    Forms forms = (Forms) workshop.forms(image, List.of(device), policy);
    assertThat(forms.forms()).isEmpty();
    assertThat(forms.refused()).hasSize(1);
    assertThat(forms.refused().get(0).code()).isEqualTo(code);
    assertThat(forms.refused().get(0).sentence()).isNotBlank();
  }

  @Test
  void justEnoughRoomAndMemoryWillDo() {
    assertThat(forms(FormPolicy.FULL, device(1, 1, Abilities.wholeImages(image(2).length()))))
        .matches(forms -> forms.refused().isEmpty());
    int payload = forms(FormPolicy.DELTA, device(1, 1, able())).forms().get(0).file().length();
    int sectors = (payload + Samples.SECTOR - 1) / Samples.SECTOR;
    int results = (image(2).length() + Samples.SECTOR - 1) / Samples.SECTOR;
    assertThat(forms(FormPolicy.DELTA, device(1, 1, slot(sectors + results))).refused()).isEmpty();
    assertThat(forms(FormPolicy.DELTA, device(1, 1, slot(sectors + results - 1))).refused())
        .extracting(Refusal::code)
        .containsExactly(Refusal.Code.TOO_LARGE);
  }

  private static Abilities slot(int sectors) {
    return new Abilities(
        Installer.TWO_SLOTS,
        sectors * Samples.SECTOR,
        Samples.SECTOR,
        RAM,
        able().packages(),
        true);
  }

  @Test
  @DisplayName("where two forms do not fit a slot together, an in-place bootloader takes a patch")
  void inPlaceNeedsNoRoomBesides() {
    int sectors = image(2).length() / Samples.SECTOR + 1;
    Abilities small =
        new Abilities(
            Installer.IN_PLACE,
            sectors * Samples.SECTOR,
            Samples.SECTOR,
            RAM,
            able().packages(),
            false);
    Form patch = forms(FormPolicy.DELTA, device(1, 1, small)).forms().get(0);
    assertThat(patch.name()).startsWith("delta from 1.0.0 (detools-inplace-");
    assertThat(Samples.expanded(patch.file(), image(1), RAM)).isEqualTo(image(2));
  }

  @ParameterizedTest
  @MethodSource("keys")
  @DisplayName("(TR-02) a program becomes an image with hardware, required version and signature")
  void signsPrograms(SigningKey key) {
    Program program =
        new Program(
            Bytes.of(Samples.program(5_000, 2)),
            Samples.version(2),
            Optional.of(Samples.HARDWARE),
            Optional.of(Samples.version(1)),
            OptionalLong.of(5));
    Forms forms =
        (Forms)
            new FirmwareWorkshop(Optional.of(key))
                .forms(program, List.of(device(1, 1, able())), FormPolicy.AUTO);
    ImagePolicy device =
        ImagePolicy.of(TrustedKeys.of(key.publicKey()), Samples.SLOT)
            .withClassId(Samples.HARDWARE)
            .withRunningVersion(Samples.version(1))
            .withSecurityCounter(5)
            .withPackages(true);
    assertThat(ImageVerifier.verify(ImageSource.of(forms.image()), device).isAccepted()).isTrue();
    Bytes file = forms.forms().get(0).file();
    assertThat(file.length()).isLessThan(forms.image().length());
    assertThat(ImageVerifier.verify(ImageSource.of(file), device).isAccepted()).isTrue();
  }

  static Stream<SigningKey> keys() {
    return Stream.of(ED25519, P256);
  }

  @Test
  void anUnsignedImageIsSignedAndASignedOneStays() {
    Bytes unsigned = Samples.builder(2).sign();
    Forms forms = (Forms) workshop.forms(unsigned, List.of(device(1, 1, able())), FormPolicy.FULL);
    assertThat(forms.image()).isEqualTo(image(2));
    Bytes foreign = Samples.builder(2).sign(P256);
    Forms kept = (Forms) workshop.forms(foreign, List.of(device(1, 1, able())), FormPolicy.FULL);
    assertThat(kept.forms().get(0).file()).isEqualTo(foreign);
  }

  @Test
  void withoutAKeySignedImagesGoAsTheyAre() {
    FirmwareWorkshop keyless = new FirmwareWorkshop(Optional.empty());
    keyless.addBase(image(1));
    List<Candidate> devices = List.of(device(1, 1, able()));
    Forms forms = (Forms) keyless.forms(image(2), devices, FormPolicy.AUTO);
    assertThat(forms.forms()).extracting(Form::name).containsExactly("full");
    assertThat(reason(keyless.forms(image(2), devices, FormPolicy.DELTA)))
        .isEqualTo(Reason.NO_SIGNING_KEY);
    assertThat(reason(keyless.forms(Samples.builder(2).sign(), devices, FormPolicy.AUTO)))
        .isEqualTo(Reason.NOT_SIGNED);
  }

  private static Reason reason(Crafted crafted) {
    assertThat(crafted).isInstanceOf(Unusable.class);
    return ((Unusable) crafted).reason();
  }

  @Test
  @DisplayName("(TR-01) a delta that was made elsewhere goes to devices with its base alone")
  void takesDeltasAsGiven() {
    Bytes delta = forms(FormPolicy.DELTA, device(1, 1, able())).forms().get(0).file();
    FirmwareWorkshop other = workshop(0, 1);
    List<Candidate> devices = List.of(device(1, 1, able()), device(2, 0, able()));
    Forms forms = (Forms) other.forms(delta, devices, FormPolicy.AUTO);
    assertThat(forms.forms()).hasSize(1);
    assertThat(forms.forms().get(0).file()).isEqualTo(delta);
    assertThat(forms.forms().get(0).devices()).containsExactly(new DeviceId(1));
    assertThat(forms.refused())
        .extracting(Refusal::code)
        .containsExactly(Refusal.Code.BASE_MISMATCH);
    assertThat(reason(workshop(0).forms(delta, devices, FormPolicy.AUTO)))
        .isEqualTo(Reason.BASE_UNKNOWN);
    Crafted full = other.forms(delta, devices, FormPolicy.FULL);
    assertThat(reason(full)).isEqualTo(Reason.NOT_WHOLE);
    assertThat(((Unusable) full).sentence()).contains("set form to delta or auto");
  }

  @ParameterizedTest
  @EnumSource(FormPolicy.class)
  @DisplayName("whatever octets are given, the answer is a value")
  void hostileFiles(FormPolicy policy) {
    Bytes delta = forms(FormPolicy.DELTA, device(1, 1, able())).forms().get(0).file();
    List<Candidate> devices = List.of(device(1, 1, able()));
    SplittableRandom random = new SplittableRandom(5);
    List<Crafted> answers = new ArrayList<>();
    for (Bytes good : List.of(Samples.builder(2).sign(), delta)) {
      for (int i = 0; i < 150; i++) {
        byte[] bad = good.slice(0, random.nextInt(good.length()) + 1).toArray();
        bad[random.nextInt(Math.min(bad.length, 64))] ^= (byte) (1 << random.nextInt(8));
        answers.add(workshop.forms(Bytes.of(bad), devices, policy));
      }
    }
    assertThat(answers).hasSize(300).allMatch(answer -> answer instanceof Unusable);
    assertThat(reason(workshop.forms(Bytes.EMPTY, devices, policy))).isEqualTo(Reason.EMPTY);
    assertThat(reason(workshop.forms(image(2).concat(Bytes.of((byte) 1)), devices, policy)))
        .isEqualTo(Reason.TRAILING_OCTETS);
  }
}
