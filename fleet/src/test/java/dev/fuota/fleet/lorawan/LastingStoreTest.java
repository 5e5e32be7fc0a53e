package dev.fuota.fleet.lorawan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fuota.protocol.codec.Bytes;
import dev.fuota.protocol.lorawan.AesKey;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.SessionKeys;
import dev.fuota.server.port.DeviceId;
import dev.fuota.server.port.StoredDevice;
import dev.fuota.server.port.StoredGroup;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class LastingStoreTest {
  private static final DeviceId DEVICE = new DeviceId(7);

  private final LastingStore store = new LastingStore();

  @Test
  @DisplayName("A server finds again what it asks for while it runs")
  void keepsWhatIsAskedFor() {
    AesKey key = AesKey.of(Bytes.of(new byte[AesKey.LENGTH]));
    StoredGroup group = new StoredGroup(new DevAddr(1), new SessionKeys(key, key), 5);
    store.addDevNonce(DEVICE, 3);
    store.save(group);
    store.saveNextSessionCnt(DEVICE, 2, 9);
    assertThat(store.hasDevNonce(DEVICE, 3)).isTrue();
    assertThat(store.hasDevNonce(DEVICE, 4)).isFalse();
    assertThat(store.group(new DevAddr(1))).contains(group);
    assertThat(store.nextSessionCnt(DEVICE, 2)).isEqualTo(9);
  }

  @Test
  @DisplayName("A device is as new to it whatever was saved")
  void keepsNoDevice() {
    store.save(new StoredDevice(DEVICE, 5, 6, 7, Optional.empty(), List.of()));
    assertThat(store.device(DEVICE)).isEmpty();
  }
}
