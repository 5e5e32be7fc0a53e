package dev.fuota.boot;

import dev.fuota.hal.flash.Flash;
import dev.fuota.hal.flash.FlashFault;
import dev.fuota.hal.flash.Geometry;
import java.nio.ByteBuffer;

/** A flash of which one sector has a defect. */
record WornFlash(Flash whole, int sector, Defect defect) implements Flash {
  enum Defect {
    /** Erasing is reported as failed, and nothing happens. */
    ERASE_FAULT,
    /** Programming is reported as failed, and nothing happens. */
    PROGRAM_FAULT,
    /** One bit of what is programmed comes out wrong, and nobody says so. */
    STUCK_BIT,
    /** Reading is an ECC fault. */
    READ_FAULT
  }

  @Override
  public Geometry geometry() {
    return whole.geometry();
  }

  @Override
  public void read(int offset, ByteBuffer into) {
    int last = offset + Math.max(0, into.remaining() - 1);
    if (defect == Defect.READ_FAULT
        && geometry().sectorOf(offset) <= sector
        && geometry().sectorOf(last) >= sector) {
      throw new FlashFault("worn: sector " + sector + " cannot be read", offset);
    }
    whole.read(offset, into);
  }

  @Override
  public void program(int offset, ByteBuffer from) {
    boolean here = geometry().sectorOf(offset) == sector;
    if (here && defect == Defect.PROGRAM_FAULT) {
      throw new FlashFault("worn: sector " + sector + " cannot be programmed", offset);
    }
    byte[] octets = new byte[from.remaining()];
    from.get(octets);
    octets[0] ^= (byte) (here && defect == Defect.STUCK_BIT ? 0x10 : 0);
    whole.program(offset, ByteBuffer.wrap(octets));
  }

  @Override
  public void erase(int index) {
    if (index == sector && defect == Defect.ERASE_FAULT) {
      throw new FlashFault("worn: sector " + sector + " cannot be erased", 0);
    }
    whole.erase(index);
  }
}
