package dev.fuota.agent.msu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.agent.msu.ActiveFile.Phase;
import dev.fuota.protocol.msu.MsuLimits;
import dev.fuota.protocol.msu.Profile;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What lies on the disk is read back, or is no record. */
class RecordsTest {
  private static final StoreRecord STORE =
      new StoreRecord(
          true,
          new Connection(Cycle.SERVER, Cycle.ID, 60, Optional.of("1.2"), Profile.CODED),
          4000,
          1_700_000_000_000L,
          Cycle.announce(Cycle.ID),
          Phase.CCM,
          2,
          0b10,
          Words.of(0xf000_0000, 0x5000_0000, 0));

  private static Optional<StoreRecord> read(byte[] octets) {
    return StoreRecord.decode(octets, MsuLimits.defaults());
  }

  @Test
  void aStoreIsReadBack() {
    StoreRecord back = read(STORE.encode()).orElseThrow();
    assertThat(back.bits()).isEqualTo(STORE.bits());
    assertThat(back).isEqualTo(STORE);
    assertThat(read(STORE.closed().encode()).orElseThrow().open()).isFalse();
  }

  @Test
  @DisplayName("A damaged store is no store, whatever octet is damaged or missing (MSU-085)")
  void aDamagedStoreIsDiscarded() {
    byte[] good = STORE.encode();
    for (int i = 0; i < good.length; i++) {
      byte[] damaged = good.clone();
      damaged[i] ^= 0x40;
      assertThat(read(damaged)).as("octet %d", i).isEmpty();
      assertThat(read(java.util.Arrays.copyOf(good, i))).as("length %d", i).isEmpty();
    }
  }

  @Test
  @DisplayName("A store that does not fit the device any more is no store")
  void aStoreForAnotherQuota() {
    assertThat(StoreRecord.decode(STORE.encode(), MsuLimits.defaults().withFiles(3, 94))).isEmpty();
  }

  @Test
  @DisplayName("A store that claims a longer connection than a server can ask for is no store")
  void aConnectionThatLastsForEver() {
    StoreRecord store = read(STORE.encode()).orElseThrow();
    assertThat(read(withTimeout(store, 255).encode())).isPresent();
    assertThat(read(withTimeout(store, 256).encode())).isEmpty();
  }

  private static StoreRecord withTimeout(StoreRecord store, int seconds) {
    Connection was = store.connection();
    Connection connection =
        new Connection(was.server(), was.transactionId(), seconds, was.offered(), was.profile());
    return new StoreRecord(
        store.open(),
        connection,
        store.port(),
        store.heardMs(),
        store.notification(),
        store.phase(),
        store.rounds(),
        store.done(),
        store.bits());
  }

  @Test
  @DisplayName("Any octets with a right check sum are read without an exception")
  void anyContent() {
    java.util.SplittableRandom random = new java.util.SplittableRandom(11);
    for (int i = 0; i < 20_000; i++) {
      byte[] content = new byte[random.nextInt(300)];
      random.nextBytes(content);
      byte[] record = Sealed.seal(Sealed.begin(content.length).put(content));
      assertThat(read(record)).isEmpty();
      DeviceRecord.decode(record).ifPresent(it -> assertThat(it.groupId()).isBetween(0, 127));
    }
  }

  @Test
  @DisplayName("The last 16 finished ids are kept, and survive (MSU-X25, MSU-025)")
  void theDeviceRecord() {
    DeviceRecord record = DeviceRecord.NEW.withGroup(7).withSecurityVersion(0xffff_fff0L);
    for (int id = 1; id <= 20; id++) {
      record = record.withFinished(id);
    }
    record = record.withFinished(5); // again: it is the newest now
    assertThat(record.finished()).hasSize(16).startsWith(6).endsWith(20, 5);
    assertThat(DeviceRecord.decode(record.encode())).contains(record);
    assertThat(record.withSecurityVersion(3)).isEqualTo(record); // MSU-X08
    byte[] octets = record.encode();
    octets[3] ^= 1;
    assertThat(DeviceRecord.decode(octets)).isEmpty();
  }
}
