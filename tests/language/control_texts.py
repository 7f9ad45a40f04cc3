"""Texts about watching and controlling, of several domains and styles, as somebody might write them."""

from __future__ import annotations

SERVER_ROOM = """# Cooling of a server room
The room has twelve racks, numbered 1 to 12. Each rack has a fan and a sensor that reports its inlet temperature, from -20 to 80 degrees.
As soon as the temperature of a rack rises above 27 °C its fan is started; once it drops to 24 °C or less the fan stops again.
Racks that hold storage use 25 °C instead of 27 °C.
At most three fans may run at the same time; racks that are too hot wait their turn, first come first served.
No fan runs longer than 45 minutes: it is then stopped and the technician is alerted.
As long as the smoke level exceeds 5 percent, no fan may run.
A sensor that stays silent for 10 minutes is reported to the technician once, and its rack is left out until it reports again.
If the room humidity rises above 70 percent, alert the technician, but not again until it has dropped below 60 percent.
The energy used by each rack is totalled every midnight.
"""

LOCKERS = """# Parcel lockers
- 24 lockers, numbered 1 to 24, each with a door and a scale reporting weight from 0 to 40 kg
- Door open for more than 5 minutes: close it and warn the caretaker
- While the outside temperature is above 45 °C, keep all doors closed
- When the battery falls below 20 percent, warn the caretaker, and not again until it has risen above 50 percent
- When the weight of a locker exceeds 25 kg, alert the caretaker
- If a scale has sent nothing for 2 hours, tell the caretaker once
"""

AQUARIUM = """# Aquarium hall
The controller shall monitor six tanks, numbered 1 to 6, each with a heater and a probe reporting temperature from 0 to 50 °C.
When the temperature of a tank falls below 22 °C, the controller shall switch on its heater.
Where a tank holds tropical fish, the controller shall use 25 °C instead of 22 °C.
When the temperature of a tank reaches 27 °C, the controller shall switch off its heater.
The controller shall never have three heaters on at once; cold tanks shall wait in the order in which they became cold.
If a heater has been on for 90 minutes, then the controller shall switch it off and alert the keeper.
While the mains voltage is below 200 V, the controller shall keep all heaters off.
If a probe has not reported for 15 minutes, then the controller shall inform the keeper once and ignore the tank until it reports again.
If the water level drops to 80 cm or less, the controller shall warn the keeper, and not again until the water level has reached 90 cm.
After a restart, the controller shall continue with the same queue.
"""

COLD_STORE = """# Cold store
The cold store has four cells, numbered 1 to 4. Every cell has a compressor, a door and a thermometer.
A thermometer reports the temperature of its cell, between -40 and 30 °C.
The compressor of a cell starts when its temperature rises above -15 °C and stops when it drops below -20 °C.
No two compressors may run at the same time. The cell that has been waiting longest goes first.
If a door stays open for longer than 10 minutes, alert the shift leader and the guard.
When the temperature in a cell is above -10 °C, notify the quality manager, but not again until it has fallen below -14 °C.
If no temperature has been reported for an hour, tell the technician once.
The compressors must stay off while the coolant pressure is under 2 bar.
"""

BASINS = """# Aeration
The plant operates basins 1 to 5, each with a blower and an oxygen probe giving the oxygen content from 0 to 20 mg/l.
WHEN the oxygen content of a basin drops below 2 mg/l THE SYSTEM SHALL turn on its blower.
WHEN the oxygen content of a basin exceeds 4 mg/l THE SYSTEM SHALL turn the blower off.
WHERE a basin contains sludge THE SYSTEM SHALL use 3 mg/l instead of 2 mg/l.
THE SYSTEM SHALL run no more than two blowers at the same time.
IF a blower has been running for more than 3 hours THEN THE SYSTEM SHALL turn it off and page the operator.
When the pond level rises above 3.5 m, the system shall close the gate; when it falls below 3 m, the system shall open the gate.
"""

BREWERY = """# Brewery
We keep an eye on our six vats, numbered 1 to 6. A vat has a tap and a thermometer.
Whenever a vat gets warmer than 22 degrees, its cooling is switched on; at 18 degrees it is switched off again.
The brewer gets a warning if the water tank drops under 100 litres, and not again before it is over 150 litres.
"""

STORIES = """# Greenhouse by stories
As a grower, I want to watch eight beds, numbered 1 to 8, each with a valve and a sensor reporting moisture from 0 to 100 percent.
As a grower, I want the valve of a bed opened when its moisture falls below 30 percent so that nothing dries out.
As a grower, I want the valve closed when the moisture reaches 45 percent.
As a grower, I want to be warned when the tank falls below 200 litres, but not again until it is above 250 litres.
As a grower, I want no valve open for longer than 20 minutes.
As a grower, I want never more than one valve open at the same time.
As a grower, I want all valves kept shut while the outside temperature is below 3 °C.
As a grower, I want to be told once if a sensor has sent nothing for 30 minutes.
"""

CELLAR = """# Wine cellar
Background: Given a cellar with five barrels, numbered 1 to 5, each with a cooler and a probe reporting temperature from -5 to 40 °C
Rule: cooling
  Scenario: too warm
    When the temperature of a barrel rises above 16 °C
    Then its cooler is switched on
  Scenario: cool enough
    When the temperature of a barrel falls to 12 °C
    Then its cooler is switched off
  Scenario: power
    When the mains voltage falls below 200 V
    Then the cellarman is alerted
"""

FREEZERS = """# Freezers in a clinic
A freezer has a number, a room and a contents list. Every freezer reports its temperature.
If the temperature of a freezer rises above -15 °C, the nurse is alerted, but not again until a temperature below -18 °C has been reported.
If a freezer has not reported its temperature for 20 minutes, the technician is told, once.
If the door of a freezer has been open for 3 minutes, the nurse is warned.
When the pressure in the gas line exceeds 4 bar, close the main valve and alert the caretaker.
When the pressure in the gas line is back below 3 bar, open the main valve.
The lamp goes on when the light level falls under 50 lux and goes off when it rises over 80 lux.
"""

PUMPS = """# Pumping station
The station has three pumps, numbered 1 to 3. Every pump sends its bearing temperature (0 to 150 °C) and its vibration in mm/s.
If the bearing temperature of a pump goes above 90 °C, stop the pump and inform the fitter.
If the vibration of a pump stays above 7 mm/s for 5 minutes, stop it.
Two pumps must not run at the same time.
When the sump rises above 3 m, start a pump; when it falls below 1 m, stop it.
If it is raining, keep pump 3 off.
Every day at 06:00 send the engineer a list of the pumps with their temperatures.
After 500 hours a pump needs a service.
"""

ALL = {
    "server room": SERVER_ROOM, "lockers": LOCKERS, "aquarium": AQUARIUM, "cold store": COLD_STORE, "basins": BASINS, "brewery": BREWERY, "stories": STORIES, "freezers": FREEZERS,
}  # fmt: skip
