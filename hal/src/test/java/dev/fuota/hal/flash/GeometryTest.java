package dev.fuota.hal.flash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fuota.hal.nvm.JournalNvm;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeometryTest {
  private static final Geometry UNEVEN = Geometry.uneven(List.of(16, 16, 64, 128), 4, 0xff);

  /** Has a shape and nothing else. */
  private record Shape(Geometry geometry) implements Flash {
    @Override
    public void read(int offset, ByteBuffer into) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void program(int offset, ByteBuffer from) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void erase(int index) {
      throw new UnsupportedOperationException();
    }
  }

  @ParameterizedTest(name = "offset {0} is in sector {1}")
  @CsvSource({"0, 0", "15, 0", "16, 1", "31, 1", "32, 2", "95, 2", "96, 3", "223, 3"})
  void anOffsetIsInOneSector(int offset, int sector) {
    assertThat(UNEVEN.sectorOf(offset)).isEqualTo(sector);
  }

  @Test
  void unevenSectorsHaveTheirOwnPlacesAndSizes() {
    assertThat(UNEVEN.size()).isEqualTo(224);
    assertThat(UNEVEN.sectorCount()).isEqualTo(4);
    assertThat(UNEVEN.sectorOffset(3)).isEqualTo(96);
    assertThat(UNEVEN.sectorSize(3)).isEqualTo(128);
    assertThat(UNEVEN.isUniform()).isFalse();
    assertThatIllegalStateException()
        .isThrownBy(UNEVEN::sectorSize)
        .withMessageContaining("2 x 16 + 1 x 64 + 1 x 128 octets, granule 4, erased ff");
  }

  @Test
  void equalSectorsAreUniformHoweverTheyAreGiven() {
    Geometry listed = Geometry.uneven(List.of(64, 64, 64), 8, 0x00);
    assertThat(listed).isEqualTo(new Geometry(64, 3, 8, 0x00));
    assertThat(listed).hasSameHashCodeAs(new Geometry(64, 3, 8, 0x00));
    assertThat(listed.sectorSize()).isEqualTo(64);
    assertThat(listed.sectorOffset(2)).isEqualTo(128);
    assertThat(listed.sectorOf(191)).isEqualTo(2);
    assertThat(listed).isNotEqualTo(new Geometry(64, 3, 8, 0xff)).isNotEqualTo(UNEVEN);
  }

  @Test
  void whatIsOutsideIsRefused() {
    for (Geometry geometry : List.of(UNEVEN, new Geometry(56, 4, 4, 0xff))) {
      List<ThrowingCallable> outside =
          List.of(
              () -> geometry.sectorOf(-1),
              () -> geometry.sectorOf(224),
              () -> geometry.sectorSize(4),
              () -> geometry.sectorOffset(-1));
      assertThat(outside)
          .allSatisfy(
              call -> assertThatThrownBy(call).isInstanceOf(IndexOutOfBoundsException.class));
    }
  }

  @Test
  void aShapeThatNoFlashHasIsRefused() {
    List<ThrowingCallable> shapes =
        List.of(
            () -> Geometry.uneven(List.of(), 1, 0xff),
            () -> Geometry.uneven(List.of(16, 18), 4, 0xff),
            () -> Geometry.uneven(List.of(16, 0), 4, 0xff),
            () -> Geometry.uneven(List.of(16, 32), 0, 0xff),
            () -> Geometry.uneven(List.of(16, 32), 4, 0x5a),
            () -> Geometry.uneven(List.of(1 << 30, (1 << 30) - 4, 8), 4, 0xff),
            () -> new Geometry(64, 0, 8, 0xff),
            () -> new Geometry(60, 1, 8, 0xff),
            () -> new Geometry(1 << 30, 2, 8, 0xff));
    assertThat(shapes).allSatisfy(shape -> assertThatIllegalArgumentException().isThrownBy(shape));
  }

  @Test
  void aPartitionKeepsTheSectorsOfItsPart() {
    Partition mixed = new Partition(new Shape(UNEVEN), 1, 2);
    assertThat(mixed.geometry()).isEqualTo(Geometry.uneven(List.of(16, 64), 4, 0xff));
    Partition equal = new Partition(new Shape(UNEVEN), 0, 2);
    assertThat(equal.geometry()).isEqualTo(new Geometry(16, 2, 4, 0xff));
  }

  @Test
  void aMapIsCutIntoWholeSectorsWithOrWithoutScratch() {
    Flash flash = new Shape(Geometry.uneven(List.of(16, 16, 64, 64, 16, 16, 16, 128), 4, 0xff));
    FlashMap map = FlashMap.of(flash, new FlashMap.Sizes(32, 64, 64, 16, 16, 16, 128));
    assertThat(map.bootloader().geometry().sectorCount()).isEqualTo(2);
    assertThat(map.scratch().orElseThrow().geometry().size()).isEqualTo(128);
    assertThat(FlashMap.of(flash, new FlashMap.Sizes(32, 64, 64, 16, 16, 16)).scratch())
        .isEqualTo(Optional.empty());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FlashMap.of(flash, new FlashMap.Sizes(32, 32, 64, 16, 16, 16)))
        .withMessageContaining("32 octets from sector 2 on are not whole sectors");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FlashMap.of(flash, new FlashMap.Sizes(32, 64, 64, 16, 16, 16, 256)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FlashMap.of(flash, new FlashMap.Sizes(32, 64, 64, 16, 16, 0)));
  }

  @Test
  @DisplayName("a journal needs equal sectors and says so")
  void aJournalNeedsEqualSectors() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new JournalNvm(new Partition(new Shape(UNEVEN), 1, 2)))
        .withMessageContaining("the sectors differ in size");
  }
}
