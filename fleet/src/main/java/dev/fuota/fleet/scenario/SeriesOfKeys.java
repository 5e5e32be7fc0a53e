package dev.fuota.fleet.scenario;

import dev.fuota.device.config.Credentials;
import dev.fuota.protocol.lorawan.DevAddr;
import dev.fuota.protocol.lorawan.Eui;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/**
 * The credentials of devices with consecutive numbers, each derived when it is asked for: a million
 * of them take no memory.
 */
final class SeriesOfKeys extends AbstractList<Credentials> implements RandomAccess {
  private final KeyRoot root;
  private final Eui first;
  private final Eui joinEui;
  private final DevAddr address;
  private final boolean v11;
  private final int from;
  private final int size;

  /**
   * A series.
   *
   * @param first of the devices' EUIs
   * @param address the first of their addresses
   * @param v11 whether they have the keys of LoRaWAN 1.1
   */
  SeriesOfKeys(KeyRoot root, Eui first, Eui joinEui, DevAddr address, boolean v11, int size) {
    this(root, first, joinEui, address, v11, 0, size);
  }

  private SeriesOfKeys(
      KeyRoot root, Eui first, Eui joinEui, DevAddr address, boolean v11, int from, int size) {
    this.root = root;
    this.first = first;
    this.joinEui = joinEui;
    this.address = address;
    this.v11 = v11;
    this.from = from;
    this.size = size;
  }

  @Override
  public Credentials get(int index) {
    int number = from + Objects.checkIndex(index, size);
    return root.of(
        new Eui(first.value() + number), joinEui, new DevAddr(address.value() + number), v11);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public List<Credentials> subList(int fromIndex, int toIndex) {
    Objects.checkFromToIndex(fromIndex, toIndex, size);
    return new SeriesOfKeys(
        root, first, joinEui, address, v11, from + fromIndex, toIndex - fromIndex);
  }
}
