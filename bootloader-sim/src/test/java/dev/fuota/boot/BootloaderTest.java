package dev.fuota.boot;

import static dev.fuota.boot.TestDevice.SMALL;
import static dev.fuota.boot.TestDevice.TALKATIVE;
import static dev.fuota.boot.TestImages.CLASS_ID;
import static dev.fuota.boot.TestImages.KEY;
import static dev.fuota.boot.TestImages.OTHER_CLASS_ID;
import static dev.fuota.boot.TestImages.STRANGER;
import static dev.fuota.boot.TestImages.V1;
import static dev.fuota.boot.TestImages.V2;
import static dev.fuota.boot.TestImages.good;
import static dev.fuota.boot.TestImages.image;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.boot.BootResult.Started;
import dev.fuota.boot.BootResult.Stuck;
import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageVersion;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class BootloaderTest {
  private static final int PAYLOAD = 100;
  private static final Bytes OLD = good(V1, PAYLOAD);
  private static final Bytes NEW = good(V2, PAYLOAD + 20);

  private static ImageVersion versionOf(BootResult result) {
    assertThat(result).isInstanceOf(Started.class);
    return ((Started) result).version();
  }

  @Test
  @DisplayName("TR-15: with nothing waiting, the primary slot starts")
  void theFactoryImageStarts() {
    TestDevice device = TestDevice.with(SMALL, OLD);
    BootResult result = device.boot();
    assertThat(versionOf(result)).isEqualTo(V1);
    assertThat(((Started) result).installed()).isFalse();
    assertThat(result.refused()).isEmpty();
  }

  @Test
  @DisplayName("TR-14c, TR-14d: a waiting image is installed")
  void aWaitingImageIsInstalled() {
    TestDevice device = TestDevice.with(SMALL, OLD).stage(NEW);
    BootResult result = device.boot();
    assertThat(versionOf(result)).isEqualTo(V2);
    assertThat(((Started) result).installed()).isTrue();
    byte[] slot = device.read(device.map.primary());
    assertThat(Arrays.copyOf(slot, NEW.length())).isEqualTo(NEW.toArray());
  }

  @Test
  @DisplayName("TR-15: the boot after an update finds none and writes nothing")
  void theNextBootWritesNothing() {
    TestDevice device = TestDevice.with(SMALL, OLD).stage(NEW);
    device.boot();
    long before = device.power.operations();
    Started again = (Started) device.boot();
    assertThat(again.version()).isEqualTo(V2);
    assertThat(again.installed()).isFalse();
    assertThat(device.power.operations()).isEqualTo(before);
  }

  @Test
  void aShorterImageMayReplaceALongerOne() {
    TestDevice device = TestDevice.with(SMALL, good(V1, 200)).stage(good(V2, 20));
    assertThat(versionOf(device.boot())).isEqualTo(V2);
    assertThat(versionOf(device.boot())).isEqualTo(V2);
  }

  @Test
  void anImageWithoutAMarkIsLeftAlone() {
    TestDevice device = TestDevice.with(SMALL, OLD);
    device.boot();
    device.put(NEW);
    long before = device.power.operations();
    assertThat(versionOf(device.boot())).isEqualTo(V1);
    assertThat(device.power.operations()).isEqualTo(before);
  }

  @Test
  void manyUpdatesFollowOneAnother() {
    TestDevice device = TestDevice.with(SMALL, OLD);
    for (int i = 2; i < 60; i++) {
      ImageVersion version = new ImageVersion(i, 0, 0, 0);
      device.stage(good(version, 60 + i));
      assertThat(versionOf(device.boot())).isEqualTo(version);
      assertThat(device.securityCounter()).isEqualTo(i);
    }
  }

  static Stream<Arguments> badImages() {
    byte[] broken = NEW.toArray();
    broken[60] ^= 1;
    return Stream.of(
        Arguments.of("BAD_HASH", Bytes.of(broken)),
        Arguments.of(
            "NO_TRUSTED_SIGNATURE",
            image(V2, PAYLOAD).securityCounter(2).classId(CLASS_ID).sign(STRANGER)),
        Arguments.of(
            "WRONG_HARDWARE",
            image(V2, PAYLOAD).securityCounter(2).classId(OTHER_CLASS_ID).sign(KEY)),
        Arguments.of(
            "SECURITY_COUNTER_TOO_LOW",
            image(V2, PAYLOAD).securityCounter(0).classId(CLASS_ID).sign(KEY)),
        Arguments.of("SECURITY_COUNTER_MISSING", image(V2, PAYLOAD).classId(CLASS_ID).sign(KEY)),
        Arguments.of(
            "NEEDS_OTHER_VERSION",
            image(V2, 90)
                .securityCounter(2)
                .classId(CLASS_ID)
                .requiredVersion(new ImageVersion(1, 0, 1, 0))
                .sign(KEY)),
        Arguments.of("MALFORMED", Bytes.of(new byte[64])));
  }

  @ParameterizedTest(name = "IM-03: {0}")
  @MethodSource("badImages")
  @DisplayName("TR-14a: a bad image is refused by name before anything is touched")
  void aBadImageIsRefusedByName(String reason, Bytes bad) {
    TestDevice device = TestDevice.with(TALKATIVE, OLD);
    device.boot();
    device.stage(bad);
    byte[] before = device.read(device.map.primary());
    int[] wear = primaryWear(device);
    BootResult result = device.boot();
    assertThat(versionOf(result)).isEqualTo(V1);
    assertThat(result.refused().orElseThrow()).startsWith(reason + ": ");
    assertThat(device.read(device.map.primary())).isEqualTo(before);
    assertThat(primaryWear(device)).isEqualTo(wear);
    long operations = device.power.operations();
    BootResult again = device.boot();
    assertThat(versionOf(again)).isEqualTo(V1);
    assertThat(again.refused()).isEqualTo(result.refused());
    assertThat(device.power.operations()).isEqualTo(operations);
  }

  private static int[] primaryWear(TestDevice device) {
    int[] wear = new int[device.shape.slotPages()];
    for (int i = 0; i < wear.length; i++) {
      wear[i] = device.flash.wear(2 + i);
    }
    return wear;
  }

  @Test
  void afterARefusalAGoodImageIsInstalledAndTheReasonForgotten() {
    TestDevice device = TestDevice.with(TALKATIVE, OLD);
    device.stage(image(V2, 50).securityCounter(2).classId(OTHER_CLASS_ID).sign(KEY));
    assertThat(device.boot().refused()).isPresent();
    device.stage(NEW);
    BootResult result = device.boot();
    assertThat(versionOf(result)).isEqualTo(V2);
    assertThat(result.refused()).isEmpty();
  }

  @Test
  @DisplayName("IM-01: every single flipped bit of a waiting image is noticed, nothing is erased")
  void everyFlippedBitIsNoticed() {
    TestDevice staged = TestDevice.with(TALKATIVE, OLD).stage(NEW);
    for (int octet = 0; octet < NEW.length(); octet++) {
      for (int bit = 0; bit < 8; bit++) {
        TestDevice device = staged.fork(1);
        device.flip(device.map.download(), octet, bit);
        BootResult result = device.boot();
        assertThat(versionOf(result)).as("octet %d bit %d", octet, bit).isEqualTo(V1);
        assertThat(result.refused()).isPresent();
        assertThat(primaryWear(device)).containsOnly(0);
      }
    }
  }

  @Test
  @DisplayName("TR-04: both slots bad ends in a named state, without wear")
  void withBothSlotsBadNothingStarts() {
    byte[] broken = OLD.toArray();
    broken[40] ^= 1;
    TestDevice device = TestDevice.with(TALKATIVE, Bytes.of(broken));
    device.stage(image(V2, 50).securityCounter(2).classId(OTHER_CLASS_ID).sign(KEY));
    BootResult result = device.boot();
    assertThat(result).isInstanceOf(Stuck.class);
    assertThat(((Stuck) result).reason()).startsWith("BAD_HASH: ");
    assertThat(result.refused().orElseThrow()).startsWith("WRONG_HARDWARE: ");
    long before = device.power.operations();
    assertThat(device.boot()).isEqualTo(result);
    assertThat(device.power.operations()).isEqualTo(before);
  }

  @Test
  void anEmptyDeviceIsStuckAndAGoodWaitingImageHealsIt() {
    TestDevice device = TestDevice.with(SMALL, Bytes.of(new byte[8]));
    assertThat(device.boot()).isInstanceOf(Stuck.class);
    device.stage(NEW);
    assertThat(versionOf(device.boot())).isEqualTo(V2);
  }

  @Test
  void theSecurityCounterIsLearntFromTheFactoryImageAndNeverFalls() {
    TestDevice device = TestDevice.with(TALKATIVE, good(V2, PAYLOAD));
    device.boot();
    assertThat(device.securityCounter()).isEqualTo(2);
    device.stage(good(V1, PAYLOAD));
    assertThat(versionOf(device.boot())).isEqualTo(V2);
    assertThat(device.securityCounter()).isEqualTo(2);
  }

  @Test
  void anEqualSecurityCounterIsAllowed() {
    TestDevice device = TestDevice.with(SMALL, good(V2, PAYLOAD));
    device.boot();
    device.stage(image(V1, PAYLOAD).securityCounter(2).classId(CLASS_ID).sign(KEY));
    assertThat(versionOf(device.boot())).isEqualTo(V1);
  }
}
