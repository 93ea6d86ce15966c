import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('ledger', '0002_append_only'),
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Call',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('reference', models.CharField(help_text='short name in the numbers of applications', max_length=20, unique=True)),
                ('title', models.CharField(max_length=160)),
                ('kind', models.CharField(choices=[('excellence_extend', 'Excellence fund: extend an existing initiative'), ('excellence_new', 'Excellence fund: new prestige project'), ('innovet', 'InnoVET'), ('matchmaker', 'Matchmaker for guest teachers'), ('subsidy', 'Grant'), ('other', 'Other call')], max_length=20)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('dry_run', 'Dry run'), ('published', 'Published'), ('judged', 'Judged'), ('decided', 'Decided'), ('settled', 'Settled'), ('cancelled', 'Cancelled')], default='draft', max_length=10)),
                ('opens_at', models.DateTimeField(blank=True, null=True)),
                ('closes_at', models.DateTimeField(blank=True, help_text='the first moment that is too late', null=True)),
                ('minimum_scores', models.PositiveSmallIntegerField(default=2, help_text='jury members who score each application')),
                ('last_number', models.PositiveIntegerField(default=0, help_text='of the applications that were submitted')),
                ('fictitious', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField()),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('envelope', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='calls', to='ledger.envelope')),
            ],
            options={
                'indexes': [models.Index(fields=['state', 'closes_at'], name='funding_cal_state_650dec_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('opens_at__isnull', True), ('closes_at__isnull', True), ('closes_at__gt', models.F('opens_at')), _connector='OR'), name='a_call_closes_after_it_opens'), models.CheckConstraint(condition=models.Q(('minimum_scores__gte', 2)), name='at_least_two_scores'), models.CheckConstraint(condition=models.Q(('state__in', ('draft', 'dry_run')), models.Q(('closes_at__isnull', False), ('opens_at__isnull', False), ('published_at__isnull', False)), _connector='OR'), name='a_published_call_has_a_window')],
            },
        ),
        migrations.CreateModel(
            name='CallVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('content', models.JSONField()),
                ('revision', models.PositiveIntegerField(default=0, help_text='counts the savings, so that no editor undoes another')),
                ('reason', models.TextField(blank=True, max_length=1000)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='funding.call')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('call', 'number'), name='one_version_per_number'), models.UniqueConstraint(condition=models.Q(('published_at__isnull', True)), fields=('call',), name='one_version_being_written'), models.CheckConstraint(condition=models.Q(('number', 1), ('published_at__isnull', True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='an_amendment_has_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('title', models.CharField(max_length=160)),
                ('reference', models.CharField(blank=True, max_length=30, null=True, unique=True)),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Submitted'), ('to_complete', 'To be completed'), ('admissible', 'Admissible'), ('inadmissible', 'Not admissible'), ('withdrawn', 'Withdrawn'), ('awarded', 'Awarded'), ('rejected', 'Not awarded'), ('reserve', 'On the reserve list')], default='draft', max_length=12)),
                ('answers', models.JSONField(default=dict)),
                ('requested_cents', models.BigIntegerField(default=0)),
                ('trial', models.BooleanField(default=False)),
                ('pretended_kind', models.CharField(blank=True, choices=[('secondary_school', 'Secondary school'), ('primary_school', 'Primary school'), ('school_board', 'School board'), ('guidance_centre', 'CLB'), ('talent_centre', 'Talent centre'), ('careers_house', 'Careers house'), ('attitude_organisation', 'SODA+ organisation'), ('company', 'Company'), ('sector_partnership', 'Sector partnership'), ('consultation_platform', 'LOP'), ('municipality', 'Municipality'), ('naft_provider', 'NAFT provider'), ('rtc', 'RTC'), ('xr_academy', 'XR Academy'), ('vdab', 'VDAB'), ('cvo', 'CVO'), ('exam_board', 'Exam board'), ('higher_education', 'Higher education'), ('contest_organiser', 'Contest organiser'), ('matchmaker', 'Matchmaker for guest teachers'), ('broadcaster', 'Broadcaster'), ('administration', 'Administration'), ('inspectorate', 'Inspectorate')], max_length=24)),
                ('created_at', models.DateTimeField()),
                ('saved_at', models.DateTimeField()),
                ('submitted_at', models.DateTimeField(blank=True, null=True)),
                ('reminded_days', models.PositiveSmallIntegerField(blank=True, help_text='days before closing of the last reminder that was sent', null=True)),
                ('contact', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
                ('lead', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='applications', to='funding.call')),
                ('version', models.ForeignKey(help_text='the content it was made for', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='funding.callversion')),
            ],
            options={
                'indexes': [models.Index(fields=['call', 'state'], name='funding_app_call_id_26c2a9_idx'), models.Index(fields=['lead', 'call'], name='funding_app_lead_id_0079df_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('requested_cents__gte', 0)), name='nobody_asks_less_than_nothing'), models.CheckConstraint(condition=models.Q(('state__in', ('draft', 'withdrawn')), models.Q(('reference__isnull', False), ('submitted_at__isnull', False)), _connector='OR'), name='what_was_submitted_has_a_number'), models.CheckConstraint(condition=models.Q(('trial', False), ('reference__isnull', True), _connector='OR'), name='a_trial_is_never_submitted')],
            },
        ),
        migrations.CreateModel(
            name='CoFinancing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(help_text='who pays it, and from what', max_length=160)),
                ('amount_cents', models.BigIntegerField()),
                ('position', models.PositiveSmallIntegerField()),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='co_financing', to='funding.application')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('application', 'position'), name='one_contribution_per_position'), models.CheckConstraint(condition=models.Q(('amount_cents__gt', 0)), name='a_contribution_is_more_than_nothing')],
            },
        ),
        migrations.CreateModel(
            name='CompletionRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('question', models.TextField(max_length=2000)),
                ('asked_at', models.DateTimeField()),
                ('until', models.DateTimeField(help_text='the first moment that is too late')),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='completions', to='funding.application')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('answered_at__isnull', True)), fields=('application',), name='one_open_completion')],
            },
        ),
        migrations.CreateModel(
            name='Contest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('name', models.CharField(max_length=160)),
                ('organiser', models.CharField(max_length=160)),
                ('school_year', models.PositiveSmallIntegerField(help_text='the year in which the school year starts')),
                ('low_countries', models.BooleanField(default=False, help_text='schools of Flanders and of the Netherlands')),
                ('partner', models.CharField(blank=True, help_text='who organises it on the other side of a border', max_length=160)),
                ('summary', models.TextField(blank=True, max_length=2000)),
                ('website', models.URLField(blank=True)),
                ('entries_until', models.DateTimeField(blank=True, null=True)),
                ('starts_on', models.DateField(blank=True, null=True)),
                ('ends_on', models.DateField(blank=True, null=True)),
                ('source', models.CharField(max_length=200)),
                ('fictitious', models.BooleanField(default=False)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('name', 'school_year'), name='one_contest_per_year'), models.CheckConstraint(condition=models.Q(('starts_on__isnull', True), ('ends_on__isnull', True), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='a_contest_ends_after_it_starts')],
            },
        ),
        migrations.CreateModel(
            name='ContestEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('team', models.CharField(max_length=80)),
                ('category', models.CharField(blank=True, max_length=80)),
                ('programme', models.CharField(help_text='as the school calls it', max_length=120)),
                ('pupils', models.PositiveSmallIntegerField()),
                ('entered_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('contest', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='funding.contest')),
                ('school', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('contest', 'school', 'team'), name='one_entry_per_team'), models.CheckConstraint(condition=models.Q(('pupils__gte', 1)), name='a_team_has_pupils')],
            },
        ),
        migrations.CreateModel(
            name='ContestResult',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('distinction', models.CharField(blank=True, help_text='prize or mention', max_length=160)),
                ('link', models.URLField(blank=True, help_text='where more is told')),
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='result', to='funding.contestentry')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('place__isnull', False), models.Q(('distinction', ''), _negated=True), _connector='OR'), name='a_result_says_something'), models.CheckConstraint(condition=models.Q(('place__isnull', True), ('place__gte', 1), _connector='OR'), name='places_start_at_1')],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(default=1)),
                ('verdict', models.CharField(choices=[('awarded', 'Awarded in full'), ('less', 'Awarded, less than asked'), ('reserve', 'On the reserve list'), ('rejected', 'Not awarded')], max_length=8)),
                ('amount_cents', models.BigIntegerField(default=0)),
                ('reasons', models.TextField(max_length=4000)),
                ('decided_at', models.DateTimeField()),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='funding.application')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('reasons', ''), _negated=True), name='a_decision_has_reasons'), models.CheckConstraint(condition=models.Q(models.Q(('amount_cents__gt', 0), ('verdict__in', ('awarded', 'less'))), models.Q(models.Q(('verdict__in', ('awarded', 'less')), _negated=True), ('amount_cents', 0)), _connector='OR'), name='an_award_has_an_amount'), models.UniqueConstraint(fields=('application', 'number'), name='one_decision_per_number')],
            },
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('point', models.CharField(help_text='key of a point of the call', max_length=40)),
                ('met', models.BooleanField()),
                ('note', models.CharField(blank=True, max_length=500)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='findings', to='funding.application')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('application', 'point'), name='one_finding_per_point')],
            },
        ),
        migrations.CreateModel(
            name='Grant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('amount_cents', models.BigIntegerField()),
                ('starts_on', models.DateField()),
                ('ends_on', models.DateField()),
                ('report_by', models.DateField(help_text='last day for the report')),
                ('state', models.CharField(choices=[('running', 'Running'), ('reported', 'Report handed in'), ('accepted', 'Report accepted'), ('settled', 'Settled')], default='running', max_length=8)),
                ('application', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='grant', to='funding.application')),
                ('commitment', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='grant', to='ledger.commitment')),
                ('decision', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='grant', to='funding.decision')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('amount_cents__gt', 0)), name='a_grant_is_more_than_nothing'), models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='a_grant_ends_after_it_starts')],
            },
        ),
        migrations.AddField(
            model_name='contest',
            name='grant',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='contests', to='funding.grant'),
        ),
        migrations.CreateModel(
            name='Instalment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('amount_cents', models.BigIntegerField()),
                ('due_on', models.DateField()),
                ('after', models.CharField(blank=True, help_text='what must be there first', max_length=200)),
                ('after_report', models.BooleanField(default=False, help_text='only once a report was accepted')),
                ('grant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='instalments', to='funding.grant')),
                ('payment', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='instalment', to='ledger.payment')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('grant', 'number'), name='one_instalment_per_number'), models.CheckConstraint(condition=models.Q(('amount_cents__gt', 0)), name='an_instalment_is_more_than_nothing')],
            },
        ),
        migrations.CreateModel(
            name='JuryMeeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('meets_at', models.DateTimeField()),
                ('place', models.CharField(blank=True, max_length=160)),
                ('reminded_days', models.PositiveSmallIntegerField(blank=True, help_text='days before the meeting of the last reminder that was sent', null=True)),
                ('call', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='meeting', to='funding.call')),
            ],
        ),
        migrations.CreateModel(
            name='JuryMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('expertise', models.CharField(blank=True, help_text='education or labour market, and of what', max_length=160)),
                ('appointed_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='jury', to='funding.call')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('call', 'person'), name='one_seat_per_jury_member')],
            },
        ),
        migrations.CreateModel(
            name='ConflictOfInterest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('conflict', models.BooleanField()),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('declared_at', models.DateTimeField()),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='declarations', to='funding.application')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='declarations', to='funding.jurymember')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('member', 'application'), name='one_declaration_per_application'), models.CheckConstraint(condition=models.Q(('conflict', False), models.Q(('reason', ''), _negated=True), _connector='OR'), name='a_conflict_has_a_reason')],
            },
        ),
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('summary', models.TextField(blank=True, max_length=4000)),
                ('given_at', models.DateTimeField(blank=True, null=True)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assessments', to='funding.application')),
                ('member', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assessments', to='funding.jurymember')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('member', 'application'), name='one_assessment_per_member')],
            },
        ),
        migrations.CreateModel(
            name='OpenResult',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('title', models.CharField(max_length=160)),
                ('summary', models.TextField(max_length=2000)),
                ('subject', models.CharField(help_text='the subject or theme it is for', max_length=120)),
                ('programmes', models.CharField(blank=True, help_text='programmes for which it was made, in words', max_length=200)),
                ('stem', models.BooleanField(default=False)),
                ('licence', models.CharField(choices=[('CC0-1.0', 'CC0: no conditions'), ('CC-BY-4.0', 'CC BY: name the makers'), ('CC-BY-SA-4.0', 'CC BY-SA: name the makers, share alike'), ('CC-BY-NC-4.0', 'CC BY-NC: name the makers, not for trade'), ('CC-BY-NC-SA-4.0', 'CC BY-NC-SA: name the makers, not for trade, share alike')], max_length=16)),
                ('klascement_url', models.URLField(blank=True)),
                ('link', models.URLField(blank=True)),
                ('has_files', models.BooleanField(default=False)),
                ('handed_in_at', models.DateTimeField()),
                ('published_on', models.DateField(blank=True, null=True)),
                ('fictitious', models.BooleanField(default=False)),
                ('grant', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='results', to='funding.grant')),
                ('makers', models.ManyToManyField(blank=True, related_name='+', to='people.organisation')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('published_on__isnull', True), models.Q(('klascement_url', ''), _negated=True), models.Q(('link', ''), _negated=True), ('has_files', True), _connector='OR'), name='what_is_published_can_be_found')],
            },
        ),
        migrations.CreateModel(
            name='Partner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('contribution', models.CharField(blank=True, help_text='what it does in the project', max_length=300)),
                ('state', models.CharField(choices=[('invited', 'Invited'), ('confirmed', 'Confirmed'), ('declined', 'Declined')], default='invited', max_length=9)),
                ('invited_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='partners', to='funding.application')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.organisation')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('application', 'organisation'), name='one_place_per_partner'), models.CheckConstraint(condition=models.Q(('state', 'invited'), ('answered_at__isnull', False), _connector='OR'), name='an_answer_has_a_moment')],
            },
        ),
        migrations.CreateModel(
            name='Ranking',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('budget_cents', models.BigIntegerField()),
                ('made_at', models.DateTimeField()),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rankings', to='funding.call')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('call', 'number'), name='one_ranking_per_number'), models.CheckConstraint(condition=models.Q(('budget_cents__gte', 0)), name='a_budget_is_no_debt')],
            },
        ),
        migrations.CreateModel(
            name='RankedApplication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveSmallIntegerField()),
                ('score_numerator', models.BigIntegerField()),
                ('score_denominator', models.BigIntegerField()),
                ('scores', models.PositiveSmallIntegerField(help_text='how many jury members scored it')),
                ('spread_numerator', models.BigIntegerField(default=0)),
                ('spread_denominator', models.BigIntegerField(default=1)),
                ('standing', models.CharField(choices=[('within', 'Within the budget'), ('tied', 'Tie at the cut: you decide'), ('beyond', 'Beyond the budget'), ('too_few', 'Too few scores')], max_length=7)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='places', to='funding.application')),
                ('ranking', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='funding.ranking')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('ranking', 'application'), name='one_place_per_application'), models.CheckConstraint(condition=models.Q(('score_denominator__gt', 0), ('spread_denominator__gt', 0)), name='a_score_is_a_fraction')],
            },
        ),
        migrations.AddField(
            model_name='decision',
            name='ranking',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='funding.ranking'),
        ),
        migrations.CreateModel(
            name='Remark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=4000)),
                ('written_at', models.DateTimeField()),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='remarks', to='funding.application')),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
            ],
            options={
                'indexes': [models.Index(fields=['application', 'written_at'], name='funding_rem_applica_6b3d04_idx')],
            },
        ),
        migrations.CreateModel(
            name='Report',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField()),
                ('text', models.TextField(blank=True, max_length=20000)),
                ('spent_cents', models.BigIntegerField(default=0, help_text='the sum of its costs')),
                ('submitted_at', models.DateTimeField(blank=True, null=True)),
                ('accepted', models.BooleanField(blank=True, null=True)),
                ('judgement', models.TextField(blank=True, help_text='why it was accepted or not', max_length=4000)),
                ('grant', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='funding.grant')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('grant', 'number'), name='one_report_per_number'), models.CheckConstraint(condition=models.Q(('spent_cents__gte', 0)), name='nobody_spends_less_than_nothing'), models.CheckConstraint(condition=models.Q(('accepted__isnull', True), models.Q(models.Q(('judgement', ''), _negated=True), ('submitted_at__isnull', False)), _connector='OR'), name='a_judged_report_has_reasons'), models.UniqueConstraint(condition=models.Q(('accepted__isnull', True)), fields=('grant',), name='one_report_being_written_or_judged')],
            },
        ),
        migrations.CreateModel(
            name='ReportedCost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.CharField(help_text='key of a budget line of the call', max_length=40)),
                ('amount_cents', models.BigIntegerField()),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='costs', to='funding.report')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('report', 'line'), name='one_amount_per_line'), models.CheckConstraint(condition=models.Q(('amount_cents__gt', 0)), name='a_reported_cost_is_more_than_nothing')],
            },
        ),
        migrations.CreateModel(
            name='Score',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('criterion', models.CharField(help_text='key of a criterion of the call', max_length=40)),
                ('points', models.PositiveSmallIntegerField()),
                ('reason', models.TextField(blank=True, max_length=2000)),
                ('assessment', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scores', to='funding.assessment')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('assessment', 'criterion'), name='one_score_per_criterion')],
            },
        ),
        migrations.CreateModel(
            name='Settlement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('accepted_cents', models.BigIntegerField()),
                ('paid_cents', models.BigIntegerField()),
                ('released_cents', models.BigIntegerField(default=0)),
                ('reasons', models.TextField(max_length=4000)),
                ('settled_at', models.DateTimeField()),
                ('balance', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='settlement', to='ledger.payment')),
                ('grant', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='settlement', to='funding.grant')),
                ('recovery', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='settlement', to='ledger.recovery')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('accepted_cents__gte', 0), ('paid_cents__gte', 0)), name='no_settlement_below_0'), models.CheckConstraint(condition=models.Q(('reasons', ''), _negated=True), name='a_settlement_has_reasons'), models.CheckConstraint(condition=models.Q(('paid_cents__lte', models.F('accepted_cents')), ('recovery__isnull', False), _connector='OR'), name='what_was_paid_too_much_is_recovered')],
            },
        ),
        migrations.CreateModel(
            name='Admissibility',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('admissible', models.BooleanField()),
                ('reasons', models.TextField(help_text='as the applicant reads them', max_length=4000)),
                ('checks', models.JSONField(default=list, help_text='each condition with its outcome and explanation')),
                ('decided_at', models.DateTimeField()),
                ('application', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='admissibility', to='funding.application')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('reasons', ''), _negated=True), name='admissibility_has_reasons')],
            },
        ),
        migrations.CreateModel(
            name='BudgetItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line', models.CharField(max_length=40)),
                ('description', models.CharField(max_length=160)),
                ('amount_cents', models.BigIntegerField()),
                ('position', models.PositiveSmallIntegerField()),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='budget', to='funding.application')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('application', 'position'), name='one_cost_per_position'), models.CheckConstraint(condition=models.Q(('amount_cents__gt', 0)), name='a_cost_is_more_than_nothing')],
            },
        ),
    ]
