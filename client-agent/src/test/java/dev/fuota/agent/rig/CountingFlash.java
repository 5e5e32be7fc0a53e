package dev.fuota.agent.rig;

import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.Geometry;
import dev.fuota.hal.flash.Partition;
import java.nio.ByteBuffer;

/** Counts the operations on a partition. */
final class CountingFlash implements Flash {
  private final Flash flash;
  long programs;
  long erases;

  CountingFlash(Flash flash) {
    this.flash = flash;
  }

  /** The partition as a device's flash map wants it. */
  Partition partition() {
    return new Partition(this, 0, geometry().sectorCount());
  }

  @Override
  public Geometry geometry() {
    return flash.geometry();
  }

  @Override
  public void read(int offset, ByteBuffer into) {
    flash.read(offset, into);
  }

  @Override
  public void program(int offset, ByteBuffer from) {
    programs++;
    flash.program(offset, from);
  }

  @Override
  public void erase(int index) {
    erases++;
    flash.erase(index);
  }
}
