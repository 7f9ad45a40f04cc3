"""Short texts of many trades, each of a few sentences, for tests that hold whatever the trade."""

SHORT = {
    "canoes": """# Canoe hire
A canoe has a number. A rental has a canoe, a guest and a start time.
A guest can rent a canoe. A guest returns a canoe.
If a canoe is not back by 19:30, the warden is told.
""",
    "toys": """# Toys
A toy has a name. A family has a name and a phone number.
A family can reserve a toy. A reservation lapses after 5 days.
""",
    "rents": """# Rents
A tenant has a name. A voucher has a tenant, an amount in euro and a due date.
Staff can cancel a voucher. Staff can pay a voucher.
If a voucher is not paid 14 days after its due date, the tenant is reminded.
A tenant may have at most 2 open vouchers at a time.
""",
    "keys": """# Locker room
A member has a name, a date of birth and a phone number.
A locker has a name and a height in cm.
A key has a locker, a member, a due date and a deposit in euro.
A key can be extended. A key cannot be extended if the member is younger than 18.
""",
    "cranes": """# Cranes
We look after three cranes (A, B, C).
Every crane sends its lane (1 to 8), heading (north, south, idle) and load in t.
""",
    "scales": """# Scales
A scale has a name and a limit in kg. An inspector can calibrate a scale.
When a scale is calibrated, the owner is informed.
A scale must not be calibrated more than once per day.
""",
    "parcels": """# Parcels
A courier delivers a parcel. A parcel has a code, a weight in kg and a recipient.
No parcel may weigh more than 30 kg.
A parcel that is not collected within 7 days is returned.
""",
    "lessons": """# Swimming
A lesson has a title, a date and a number of places from 1 to 12.
A pupil can book a lesson. No pupil may book the same lesson twice.
A teacher cancels a lesson. When a lesson is cancelled, its pupils are informed.
""",
    "beds": """# Ward
A bed has a number and a status (free, taken, dirty).
A nurse can see all beds. Only a cleaner may mark a bed as free.
The number of a bed is unique.
""",
    "wells": """# Wells
A well has a name and a depth in m. A reading has a well, a level in cm and a date.
A caretaker enters a reading. The level must be between 0 and 900 cm.
If the level of a reading is below 50 cm, the caretaker is warned.
""",
}
