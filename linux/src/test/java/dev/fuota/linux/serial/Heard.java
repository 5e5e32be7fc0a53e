package dev.fuota.linux.serial;

import dev.fuota.hal.serial.SerialLine;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** What a line told. */
final class Heard implements SerialLine.Listener {
  final List<String> lost = new ArrayList<>();
  final ByteArrayOutputStream octets = new ByteArrayOutputStream();
  int opened;

  @Override
  public void onOpened() {
    opened++;
  }

  @Override
  public void onOctets(byte[] came, int length) {
    octets.write(came, 0, length);
  }

  @Override
  public void onLost(String reason) {
    lost.add(reason);
  }
}
