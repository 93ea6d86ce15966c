import django.db.models.deletion
import uuid
import vakwerk.core.clock
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Person',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('first_name', models.CharField(max_length=80)),
                ('last_name', models.CharField(max_length=80)),
                ('email', models.EmailField(blank=True, help_text='for messages; never an identity', max_length=254)),
                ('birth_date', models.DateField(blank=True, null=True)),
                ('fictitious', models.BooleanField(default=False)),
                ('entered_on', models.DateField(default=vakwerk.core.clock.today, editable=False)),
            ],
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('secondary_school', 'Secondary school'), ('primary_school', 'Primary school'), ('school_board', 'School board'), ('guidance_centre', 'CLB'), ('talent_centre', 'Talent centre'), ('careers_house', 'Careers house'), ('attitude_organisation', 'SODA+ organisation'), ('company', 'Company'), ('sector_partnership', 'Sector partnership'), ('consultation_platform', 'LOP'), ('municipality', 'Municipality'), ('naft_provider', 'NAFT provider'), ('rtc', 'RTC'), ('xr_academy', 'XR Academy'), ('vdab', 'VDAB'), ('cvo', 'CVO'), ('exam_board', 'Exam board'), ('higher_education', 'Higher education'), ('contest_organiser', 'Contest organiser'), ('matchmaker', 'Matchmaker for guest teachers'), ('broadcaster', 'Broadcaster'), ('administration', 'Administration'), ('inspectorate', 'Inspectorate')], max_length=24)),
                ('name', models.CharField(max_length=200)),
                ('network', models.CharField(blank=True, help_text='onderwijsnet, as the source names it', max_length=60)),
                ('website', models.URLField(blank=True)),
                ('fictitious', models.BooleanField(default=False)),
                ('valid_from', models.DateField(blank=True, null=True)),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('board', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='institutions', to='people.organisation')),
            ],
            options={
                'indexes': [models.Index(fields=['kind', 'name'], name='people_orga_kind_2e672b_idx')],
            },
        ),
        migrations.CreateModel(
            name='OrganisationNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scheme', models.CharField(choices=[('institution', 'Institution number'), ('enterprise', 'Enterprise number (KBO)'), ('establishment', 'Establishment unit number (KBO)'), ('ovo', 'OVO code')], max_length=16)),
                ('value', models.CharField(max_length=16)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='numbers', to='people.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('scheme', 'value'), name='one_organisation_per_number')],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('pupil', 'Pupil'), ('parent', 'Parent'), ('teacher', 'Teacher'), ('coordinator', 'Coordinator'), ('principal', 'Principal'), ('counsellor', 'CLB counsellor'), ('centre_staff', 'Talent centre staff'), ('centre_lead', 'Talent centre lead'), ('researcher', 'Researcher'), ('company', 'Company'), ('mentor', 'Workplace mentor'), ('sector', 'Sector consultant'), ('rtc', 'RTC staff'), ('vdab', 'VDAB staff'), ('civil_servant', 'Civil servant'), ('inspector', 'Inspector'), ('administrator', 'Administrator')], max_length=16)),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('claimed_by', models.CharField(blank=True, help_text='issuer whose claim grants it; empty when a person granted it', max_length=200)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='people.organisation')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('person', 'organisation', 'role', 'valid_from'), name='one_membership_per_start'), models.CheckConstraint(condition=models.Q(('valid_to__isnull', True), ('valid_to__gte', models.F('valid_from')), _connector='OR'), name='membership_ends_after_start')],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('pupil', 'Pupil'), ('parent', 'Parent'), ('teacher', 'Teacher'), ('coordinator', 'Coordinator'), ('principal', 'Principal'), ('counsellor', 'CLB counsellor'), ('centre_staff', 'Talent centre staff'), ('centre_lead', 'Talent centre lead'), ('researcher', 'Researcher'), ('company', 'Company'), ('mentor', 'Workplace mentor'), ('sector', 'Sector consultant'), ('rtc', 'RTC staff'), ('vdab', 'VDAB staff'), ('civil_servant', 'Civil servant'), ('inspector', 'Inspector'), ('administrator', 'Administrator')], max_length=16)),
                ('name', models.CharField(blank=True, help_text='for the list of open invitations only', max_length=160)),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('invited_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='people.organisation')),
                ('invited_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('used_at__isnull', True), ('withdrawn_at__isnull', True), _connector='OR'), name='invitation_used_or_withdrawn')],
            },
        ),
        migrations.CreateModel(
            name='Guardianship',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('valid_from', models.DateField()),
                ('valid_to', models.DateField(blank=True, null=True)),
                ('guardian', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wards', to='people.person')),
                ('ward', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='guardians', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('guardian', 'ward'), name='one_guardianship_per_pair'), models.CheckConstraint(condition=models.Q(('guardian', models.F('ward')), _negated=True), name='nobody_guards_themselves')],
            },
        ),
        migrations.CreateModel(
            name='Consent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(max_length=60)),
                ('text_version', models.CharField(max_length=20)),
                ('given_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('given_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='consents', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at__isnull', True)), fields=('person', 'purpose'), name='one_open_consent_per_purpose')],
            },
        ),
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('login', models.CharField(max_length=150, unique=True)),
                ('is_active', models.BooleanField(default=True)),
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='account', to='people.person')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Site',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(help_text='vestigingsnummer within the institution', max_length=8)),
                ('name', models.CharField(blank=True, max_length=200)),
                ('street', models.CharField(blank=True, max_length=120)),
                ('house_number', models.CharField(blank=True, max_length=20)),
                ('postcode', models.CharField(blank=True, max_length=4)),
                ('locality', models.CharField(blank=True, max_length=80)),
                ('municipality', models.CharField(db_index=True, help_text='NIS code', max_length=5)),
                ('latitude', models.FloatField(blank=True, null=True)),
                ('longitude', models.FloatField(blank=True, null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sites', to='people.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('organisation', 'number'), name='one_site_per_number')],
            },
        ),
    ]
