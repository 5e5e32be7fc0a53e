package dev.fuota.protocol.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.image.ImageTrailer.Write;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ImageTrailerTest {

  @Test
  void fieldsLieAsInMcuboot() {
    ImageTrailer trailer = ImageTrailer.of(4096);
    assertThat(trailer.magicOffset()).isEqualTo(4096 - 16);
    assertThat(trailer.imageOkOffset()).isEqualTo(4096 - 24);
    assertThat(trailer.copyDoneOffset()).isEqualTo(4096 - 32);
    assertThat(trailer.swapInfoOffset()).isEqualTo(4096 - 40);
    assertThat(new ImageTrailer(8192, 16).imageOkOffset()).isEqualTo(8192 - 32);
    assertThat(new ImageTrailer(8192, 32).imageOkOffset()).isEqualTo(8192 - 64);
  }

  @Test
  @DisplayName("TR-12: an image is ready exactly when the magic is whole")
  void markReadyMakesASlotPending() {
    byte[] slot = new byte[4096];
    Arrays.fill(slot, (byte) 0xff);
    assertThat(ImageTrailer.isPending(ImageSource.of(slot))).isFalse();
    Write magic = ImageTrailer.of(slot.length).markReady().get(0);
    for (int i = 0; i < magic.octets().length(); i++) {
      assertThat(ImageTrailer.isPending(ImageSource.of(slot))).isFalse();
      slot[magic.offset() + i] = (byte) magic.octets().at(i);
    }
    assertThat(ImageTrailer.isPending(ImageSource.of(slot))).isTrue();
  }

  @Test
  void markReadyWritesWholeGranulesInMcubootsOrder() {
    assertThat(ImageTrailer.of(4096).markReady())
        .isEqualTo(
            List.of(
                new Write(4080, Bytes.fromHex("77c295f360d2ef7f3552500f2cb67980")),
                new Write(4072, Bytes.fromHex("01ffffffffffffff")),
                new Write(4056, Bytes.fromHex("03ffffffffffffff"))));
  }

  @Test
  void imgtoolsPaddedSlotsArePending() {
    assertThat(ImageTrailer.isPending(slot("ec256_slot4096_pad_test"))).isTrue();
    assertThat(ImageTrailer.isPending(slot("ec256_slot4096_pad_confirm"))).isTrue();
    assertThat(ImageTrailer.isPending(slot("ec256_min"))).isFalse();
    // Another alignment puts the fields elsewhere: such a slot is not ours.
    assertThat(ImageTrailer.isPending(slot("ec256_slot8192_pad_align16"))).isFalse();
  }

  private static ImageSource slot(String name) {
    return ImageSource.of(ImageFixtures.file("mcuboot/img/" + name + ".bin"));
  }

  @Test
  void aMarkedImageIsAcceptedAndStrayOctetsInTheTrailerAreNot() {
    Bytes image = new Forge().sign(ImageFixtures.ED25519);
    byte[] slot = new byte[4096];
    Arrays.fill(slot, (byte) 0xff);
    System.arraycopy(image.toArray(), 0, slot, 0, image.length());
    for (Write write : ImageTrailer.of(slot.length).markReady()) {
      System.arraycopy(write.octets().toArray(), 0, slot, write.offset(), write.octets().length());
    }
    ImagePolicy policy = ImageFixtures.trusting(ImageFixtures.ED25519);
    assertThat(ImageFixtures.verify(Bytes.of(slot), policy).isAccepted()).isTrue();
    for (int at : new int[] {4096 - 23, 4096 - 31, 4096 - 39, 4096 - 41}) {
      slot[at] = 1;
      assertThat(ImageFixtures.verify(Bytes.of(slot), policy).refused())
          .map(Verdict.Refused::reason)
          .contains(Verdict.Reason.TRAILING_OCTETS);
      slot[at] = (byte) 0xff;
    }
  }

  @Test
  void anImageThatReachesIntoItsTrailerIsRefused() {
    Bytes image = new Forge().sign(ImageFixtures.ED25519);
    ImagePolicy policy = ImageFixtures.trusting(ImageFixtures.ED25519);
    for (int room = 0; room <= 48; room += 8) {
      byte[] slot = new byte[image.length() + 4 + room];
      assertThat(slot.length % 8).isZero();
      Arrays.fill(slot, (byte) 0xff);
      System.arraycopy(image.toArray(), 0, slot, 0, image.length());
      System.arraycopy(ImageTrailer.MAGIC.toArray(), 0, slot, slot.length - 16, 16);
      assertThat(ImageFixtures.verify(Bytes.of(slot), policy).isAccepted())
          .isEqualTo(4 + room >= 40);
    }
  }
}
