/* From raw readings to physical values. Temperatures in hundredths of a degree Celsius. */
#ifndef SENSORS_H
#define SENSORS_H

#include <stdint.h>

#define SENSOR_BROKEN INT16_MIN

/* Thermistor of 10 kOhm at 25 degrees, beta 3950, below 10 kOhm; 12-bit code, 0..4095. */
int16_t ntc_temperature(uint16_t code);

/* Platinum resistor PT100 (IEC 60751), resistance in hundredths of an ohm, 1852..39048. */
int32_t pt100_temperature(uint16_t centiohms);

/* Dew point at -40..+60 degrees (hundredths) and 1..100 % relative humidity. */
int16_t dew_point(int16_t temperature, uint8_t humidity);

#endif
