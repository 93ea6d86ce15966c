import django.db.models.deletion
import django.db.models.functions.comparison
import vakwerk.core.clock
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('catalogue', '0001_initial'),
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='PlacesStamp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.CharField(max_length=32)),
            ],
        ),
        migrations.CreateModel(
            name='LopMunicipality',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('municipality', models.CharField(help_text='NIS code', max_length=5, unique=True)),
                ('lop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lop_municipalities', to='people.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='PlacesProposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stream', models.CharField(blank=True, choices=[('A', 'A stream'), ('B', 'B stream')], max_length=1)),
                ('year_of_study', models.PositiveSmallIntegerField()),
                ('places', models.PositiveIntegerField()),
                ('from_school_year', models.PositiveSmallIntegerField(help_text='the year in which it starts')),
                ('motivation', models.TextField()),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('proposed', 'Proposed'), ('discussed', 'Being discussed'), ('supported', 'Supported'), ('not_supported', 'Not supported'), ('carried_out', 'Carried out'), ('withdrawn', 'Withdrawn')], default='draft', max_length=16)),
                ('made_on', models.DateField(default=vakwerk.core.clock.today)),
                ('from_site', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.site')),
                ('lop', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places_proposals', to='people.organisation')),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalogue.programmegroup')),
                ('proposer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.organisation')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.site')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['lop', 'state'], name='capacity_pl_lop_id_e33c3d_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('programme__isnull', True), ('stream__in', ['A', 'B']), ('year_of_study__in', [1, 2])), models.Q(('programme__isnull', False), ('stream', ''), ('year_of_study__range', (1, 7))), _connector='OR'), name='placesproposal_is_of_a_stream_or_a_programme'), models.CheckConstraint(condition=models.Q(('places__gt', 0)), name='a_proposal_is_about_places'), models.CheckConstraint(condition=models.Q(('from_site__isnull', True), models.Q(('from_site', models.F('site')), _negated=True), _connector='OR'), name='places_move_to_another_site')],
            },
        ),
        migrations.CreateModel(
            name='ProposalEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(blank=True, choices=[('draft', 'Draft'), ('proposed', 'Proposed'), ('discussed', 'Being discussed'), ('supported', 'Supported'), ('not_supported', 'Not supported'), ('carried_out', 'Carried out'), ('withdrawn', 'Withdrawn')], help_text='empty for a remark', max_length=16)),
                ('text', models.TextField(blank=True)),
                ('written_at', models.DateTimeField(auto_now_add=True)),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.person')),
                ('organisation', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.organisation')),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='capacity.placesproposal')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('text', ''), _negated=True), models.Q(('state__in', ['', 'not_supported']), _negated=True), _connector='OR'), name='a_remark_and_a_refusal_have_words')],
            },
        ),
        migrations.CreateModel(
            name='SeatCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stream', models.CharField(blank=True, choices=[('A', 'A stream'), ('B', 'B stream')], max_length=1)),
                ('year_of_study', models.PositiveSmallIntegerField()),
                ('school_year', models.PositiveSmallIntegerField(help_text='the year in which it starts')),
                ('seats', models.PositiveIntegerField()),
                ('basis', models.CharField(blank=True, help_text="what the number rests on, in the school's words", max_length=200)),
                ('entered_on', models.DateField(default=vakwerk.core.clock.today)),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalogue.programmegroup')),
                ('site', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seat_counts', to='people.site')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['school_year', 'site'], name='capacity_se_school__b4b842_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('programme__isnull', True), ('stream__in', ['A', 'B']), ('year_of_study__in', [1, 2])), models.Q(('programme__isnull', False), ('stream', ''), ('year_of_study__range', (1, 7))), _connector='OR'), name='seatcount_is_of_a_stream_or_a_programme'), models.UniqueConstraint(condition=models.Q(('programme__isnull', True)), fields=('site', 'school_year', 'stream', 'year_of_study'), name='one_seat_count_per_stream'), models.UniqueConstraint(condition=models.Q(('programme__isnull', False)), fields=('site', 'school_year', 'programme', 'year_of_study'), name='one_seat_count_per_programme')],
            },
        ),
        migrations.CreateModel(
            name='DemandEstimate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stream', models.CharField(blank=True, choices=[('A', 'A stream'), ('B', 'B stream')], max_length=1)),
                ('year_of_study', models.PositiveSmallIntegerField()),
                ('municipality', models.CharField(db_index=True, help_text='NIS code', max_length=5)),
                ('school_year', models.PositiveSmallIntegerField(help_text='the year in which it starts')),
                ('kind', models.CharField(choices=[('enrolment', 'Enrolled pupils on a counting date'), ('registration', 'Registrations before enrolment'), ('refusal', 'Refused enrolments'), ('projection', 'Projection')], max_length=12)),
                ('pupils', models.PositiveIntegerField()),
                ('counted_on', models.DateField()),
                ('source', models.CharField(max_length=200)),
                ('confirmed', models.BooleanField(default=False, help_text='False: provisional')),
                ('at_home', models.BooleanField(default=False, help_text='counted where pupils live, not where they go to school')),
                ('entered_for', models.ForeignKey(blank=True, help_text='whose staff entered it', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='people.organisation')),
                ('programme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='catalogue.programmegroup')),
                ('site', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.site')),
            ],
            options={
                'abstract': False,
                'indexes': [models.Index(fields=['school_year', 'kind'], name='capacity_de_school__893d7e_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('programme__isnull', True), ('stream__in', ['A', 'B']), ('year_of_study__in', [1, 2])), models.Q(('programme__isnull', False), ('stream', ''), ('year_of_study__range', (1, 7))), _connector='OR'), name='demandestimate_is_of_a_stream_or_a_programme'), models.CheckConstraint(condition=models.Q(('source', ''), _negated=True), name='an_estimate_names_its_source'), models.UniqueConstraint(models.F('municipality'), django.db.models.functions.comparison.Coalesce('site', models.Value(0)), models.F('school_year'), models.F('stream'), django.db.models.functions.comparison.Coalesce('programme', models.Value(0)), models.F('year_of_study'), models.F('kind'), models.F('counted_on'), models.F('at_home'), name='one_estimate_per_place_kind_and_date')],
            },
        ),
    ]
