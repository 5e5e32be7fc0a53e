package dev.fuota.protocol.expand;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.delta.DeltaMaker;
import dev.fuota.protocol.image.ImageSource;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Patches applied where the old image lies, in one memory. */
class InPlaceTest {

  /** A memory in which the old image was moved up, and of which nothing else may be read. */
  private static final class Memory implements ImageSource {
    private final byte[] octets;
    private final InPlace sizes;
    private int segment;

    Memory(Bytes old, InPlace sizes) {
      this.sizes = sizes;
      this.octets = new byte[sizes.memorySize()];
      Arrays.fill(octets, (byte) 0xee);
      old.copyTo(0, octets, sizes.shiftSize(), sizes.readableTo());
    }

    @Override
    public int length() {
      return sizes.oldSize();
    }

    @Override
    public void read(int offset, byte[] into, int at, int length) {
      for (int i = 0; i < length; i++) {
        int place = offset + i + sizes.shiftSize();
        into[at + i] = place < octets.length ? octets[place] : 0;
      }
    }

    void make(Bytes patch, Bytes fresh) {
      int size = sizes.segmentSize();
      for (segment = 0; segment < sizes.segments(); segment++) {
        int start = segment * size;
        int length = Math.min(size, fresh.length() - start);
        // As after a power cut: the decoder starts anew, and what it made before is thrown away.
        Expander again = Patches.detools(ImageSource.of(patch), this, 1 << 20, new RamBudget(1024));
        skip(again, start);
        byte[] made = new byte[length];
        assertThat(again.read(made, 0, length)).as("%s", again.failure()).isEqualTo(length);
        // The segment is erased, half of it written, and made again.
        Arrays.fill(octets, start, start + size, (byte) 0xff);
        System.arraycopy(made, 0, octets, start, length / 2);
        // What was lost with the erased octets must not matter to the second try.
        Expander second =
            Patches.detools(ImageSource.of(patch), this, 1 << 20, new RamBudget(1024));
        skip(second, start);
        assertThat(second.read(made, 0, length)).isEqualTo(length);
        System.arraycopy(made, 0, octets, start, length);
        assertThat(Bytes.of(made)).isEqualTo(fresh.slice(start, length));
      }
      assertThat(Bytes.of(octets, 0, fresh.length())).isEqualTo(fresh);
    }

    private static void skip(Expander expander, int count) {
      assertThat(expander.read(new byte[count], 0, count)).isEqualTo(count);
    }
  }

  private static void apply(Bytes patch, Bytes old, Bytes fresh) {
    InPlace sizes = Patches.inPlace(ImageSource.of(patch)).value().orElseThrow();
    new Memory(old, sizes).make(patch, fresh);
  }

  @ParameterizedTest
  @CsvSource({
    "fix_det_inplace_heatshrink.patch, new_fix.img",
    "feat_det_inplace_crle.patch, new_feat.img"
  })
  void publishedPatchesNeedNothingThatTheyOverwrote(String patch, String fresh) {
    apply(Vectors.file("delta/" + patch), Vectors.OLD, Vectors.file("delta/" + fresh));
  }

  @ParameterizedTest(name = "shift {0}")
  @ValueSource(ints = {0, 512, 1024, 4096, 8192})
  void ourPatchesNeedNothingThatTheyOverwrote(int shift) {
    apply(
        DeltaMaker.detoolsInPlace(
            Vectors.OLD, Vectors.NEW, DetoolsCompression.HEATSHRINK, 8192, 512, shift),
        Vectors.OLD,
        Vectors.NEW);
  }
}
